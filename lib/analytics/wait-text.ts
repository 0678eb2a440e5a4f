const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
] as const;

/** Two digits are all that a person compares: `3.2 d`, `5.1 h`, `48 min`, `30 s`. */
export function waitText(durationMs: number): string {
  for (const [unit, unitMs] of UNITS) {
    const amount = durationMs / unitMs;
    if (amount >= 1) return `${amount < 10 ? Number(amount.toFixed(1)) : Math.round(amount)} ${unit}`;
  }
  return `${Math.round(durationMs)} ms`;
}

type Stuck = {
  readonly waitedMs: number;
  readonly after: string;
  readonly thresholdMs: number;
  readonly history: number;
  readonly isSet: boolean;
};

/** "waits 3.2 d after Payment received; 99% continue within 5.1 h (n = 4,210)" */
export function stuckText({ waitedMs, after, thresholdMs, history, isSet }: Stuck): string {
  const waits = `waits ${waitText(waitedMs)} after ${after}`;
  if (isSet) return `${waits}; more than ${waitText(thresholdMs)} is stuck by the setting of its process`;
  return `${waits}; 99% continue within ${waitText(thresholdMs)} (n = ${history.toLocaleString("en")})`;
}
