/** A range as the URL holds it: relative bounds stay relative, so that a link means the same tomorrow. */
export interface TimeRange {
  from: string | null;
  to: string | null;
}

export const ANY_TIME: TimeRange = { from: null, to: null };

export const PRESETS: readonly { label: string; range: TimeRange }[] = [
  { label: "Any time", range: ANY_TIME },
  { label: "Last 15 minutes", range: { from: "now-15m", to: null } },
  { label: "Last hour", range: { from: "now-1h", to: null } },
  { label: "Last 24 hours", range: { from: "now-24h", to: null } },
  { label: "Last 7 days", range: { from: "now-7d", to: null } },
  { label: "Last 30 days", range: { from: "now-30d", to: null } },
];

export function rangeLabel(range: TimeRange): string {
  const preset = PRESETS.find((known) => known.range.from === range.from && known.range.to === range.to);
  if (preset !== undefined) return preset.label;
  return `${boundLabel(range.from, "the beginning")} to ${boundLabel(range.to, "now")}`;
}

function boundLabel(bound: string | null, none: string): string {
  if (bound === null) return none;
  return bound.startsWith("now") ? bound : bound.replace("T", " ").replace(/(:\d{2})\.000Z$/, "$1 UTC");
}

/** `2026-01-05T14:03` of a date field, in the reader's zone, as an instant; null for what is no time. */
export function fromField(value: string): string | null {
  const at = value === "" ? Number.NaN : Date.parse(value);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** The other way round; relative bounds have no field. */
export function toField(bound: string | null): string {
  const at = new Date(bound ?? "");
  if (Number.isNaN(at.getTime())) return "";
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
