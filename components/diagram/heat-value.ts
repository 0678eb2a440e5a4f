import { formatDuration } from "@/components/ui/format-duration";
import { formatCompact } from "@/components/ui/format-number";

/** A heatmap's value in its unit, short enough for a badge. */
export function heatValue(value: number, unit: string): string {
  return isDurationUnit(unit) ? formatDuration(value) : formatCompact(value);
}

/** What the legend says behind the numbers; a duration carries its unit in itself. */
export function heatUnitWords(unit: string): string {
  return isDurationUnit(unit) ? "" : unit;
}

function isDurationUnit(unit: string): boolean {
  return unit === "ms" || unit === "milliseconds";
}
