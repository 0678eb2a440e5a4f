import type { DurationHistogram } from "./duration-histogram";

/**
 * Kaplan–Meier: the share of waits that last longer than the wait of a bucket, when some are not over yet (`open`: how long
 * they have lasted so far). An open wait says that it lasts longer than it has, and nothing more, so it counts among those
 * that could have ended until then. Of two in one bucket the end comes first, as is the custom.
 */
export function survivalAt(bucket: number, ended: DurationHistogram, open: DurationHistogram): number {
  let atRisk = total(ended) + total(open);
  let survival = 1;
  for (const key of keysOf(ended, open)) {
    if (key > bucket || atRisk <= 0) break;
    const over = ended.get(key) ?? 0;
    survival *= 1 - over / atRisk;
    atRisk -= over + (open.get(key) ?? 0);
  }
  return survival;
}

/** The probability that the next event still comes, after a wait that survives with `survival` among those that go on. */
export function stillComing(continues: number, survival: number): number {
  const coming = continues * survival;
  const never = 1 - continues;
  return coming + never === 0 ? 0 : coming / (coming + never);
}

function keysOf(a: DurationHistogram, b: DurationHistogram): readonly number[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => key >= 0).sort((x, y) => x - y);
}

function total(histogram: DurationHistogram): number {
  let sum = 0;
  for (const [bucket, n] of histogram) if (bucket >= 0) sum += n;
  return sum;
}
