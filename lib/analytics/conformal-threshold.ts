import { bucketEnd, countOf, type DurationHistogram } from "./duration-histogram";

/** One in a hundred cases that behave as ever waits longer than the threshold, whatever the distribution is. */
export const MISCOVERAGE = 0.01;

/**
 * Split-conformal threshold: the ⌈(n+1)(1−α)⌉-th smallest wait. The next wait of the same kind is longer with a probability
 * of α at most, for every distribution of waits. Null is infinity: so few waits promise nothing at that level. Waits are
 * known by their bucket, of which the end counts, so that a threshold is at most 1.6% above the exact one, never below.
 */
export function conformalThreshold(waits: DurationHistogram, miscoverage = MISCOVERAGE): number | null {
  const count = countOf(waits);
  const rank = Math.ceil((count + 1) * (1 - miscoverage));
  if (rank > count) return null;
  let cumulated = 0;
  for (const bucket of [...waits.keys()].filter((key) => key >= 0).sort((a, b) => a - b)) {
    cumulated += waits.get(bucket) ?? 0;
    if (cumulated >= rank) return bucketEnd(bucket);
  }
  return null;
}
