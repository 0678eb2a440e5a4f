/** Sub-buckets per octave, and one octave more that is exact. */
const SUB_BUCKETS = 64;
const EXACT_BELOW = 2 * SUB_BUCKETS;
const TWO_TO_31 = 2 ** 31;

/** Durations below zero (clock skew) have a bucket of their own and are in no statistic. */
export const NEGATIVE_BUCKET = -1;

/**
 * Bucket of a duration in whole milliseconds, as ANALYTICS says: log-linear, 64 sub-buckets an octave, hence an error of at
 * most 0.79%. Integers only: `Math.log2` rounds up just below powers of two from 2^48 on, and SQL would disagree.
 */
export function bucketOf(durationMs: number): number {
  if (durationMs < 0) return NEGATIVE_BUCKET;
  const value = Math.floor(durationMs);
  if (value < EXACT_BELOW) return value;
  const octave = floorLog2(value) - 6;
  return SUB_BUCKETS * octave + Math.floor(value / 2 ** octave);
}

function floorLog2(value: number): number {
  if (value < TWO_TO_31) return 31 - Math.clz32(value);
  return 62 - Math.clz32(Math.floor(value / TWO_TO_31));
}
