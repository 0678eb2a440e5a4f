const UNITS: readonly [name: string, ms: number][] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
];

/** At most two units, as one would say it: `3 d 4 h`, `2 min 5 s`, `1.4 s`, `18 ms`. */
export function formatDuration(durationMs: number): string {
  const rounded = Math.round(Math.abs(durationMs));
  const sign = durationMs < 0 ? "−" : "";
  if (rounded < 1_000) return `${sign}${rounded} ms`;
  if (rounded < 10_000) return `${sign}${(rounded / 1_000).toFixed(1)} s`;
  const first = UNITS.findIndex(([, ms]) => rounded >= ms);
  const [name, ms] = UNITS[first] ?? ["s", 1_000];
  const [nextName, nextMs] = UNITS[first + 1] ?? ["", 0];
  const rest = nextMs === 0 ? 0 : Math.floor((rounded % ms) / nextMs);
  return `${sign}${Math.floor(rounded / ms)} ${name}${rest > 0 ? ` ${rest} ${nextName}` : ""}`;
}

/** One unit, for lists: `now`, `12 s ago`, `4 min ago`, `in 3 h`. */
export function formatAgo(thenMs: number, nowMs: number): string {
  const distance = nowMs - thenMs;
  const absolute = Math.abs(distance);
  if (absolute < 1_000) return "now";
  const [name, ms] = UNITS.find(([, unit]) => absolute >= unit) ?? ["s", 1_000];
  const amount = `${Math.floor(absolute / ms)} ${name}`;
  return distance > 0 ? `${amount} ago` : `in ${amount}`;
}
