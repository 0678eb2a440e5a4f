const HOUR_MS = 3_600_000;

/** Start of the hour, milliseconds since the epoch: the time bucket of every rollup. */
export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}
