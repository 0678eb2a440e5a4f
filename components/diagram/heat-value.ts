import { formatDuration } from "@/components/ui/format-duration";
import { formatCompact, formatCount } from "@/components/ui/format-number";

/** A heatmap's value in its unit, short enough for a badge. */
export function heatValue(value: number, unit: string): string {
  return isDurationUnit(unit) ? formatDuration(value) : formatCompact(value);
}

/** The same where there is room: values that lie close together stay apart. */
export function exactHeatValue(value: number, unit: string): string {
  return isDurationUnit(unit) ? formatDuration(value) : formatCount(value);
}

/** What the legend says behind the numbers; a duration carries its unit in itself. */
export function heatUnitWords(unit: string): string {
  return isDurationUnit(unit) ? "" : unit;
}

function isDurationUnit(unit: string): boolean {
  return unit === "ms" || unit === "milliseconds";
}
