/**
 * Counts by bucket (`bucketOf`). Merging and subtracting are exact, so the percentile of any range of time is that of a sum
 * of rows, and a case that is folded anew takes its old durations away.
 */
export type DurationHistogram = ReadonlyMap<number, number>;

const EXACT_BELOW = 128;
const SUB_BUCKETS = 64;

/** The middle of a bucket in milliseconds: what stands for the durations in it. */
export function bucketValue(bucket: number): number {
  if (bucket < EXACT_BELOW) return bucket;
  const octave = Math.floor(bucket / SUB_BUCKETS) - 1;
  const width = 2 ** octave;
  return (bucket - SUB_BUCKETS * octave) * width + (width - 1) / 2;
}

/** The longest duration of a bucket. */
export function bucketEnd(bucket: number): number {
  if (bucket < EXACT_BELOW) return bucket;
  const octave = Math.floor(bucket / SUB_BUCKETS) - 1;
  const width = 2 ** octave;
  return (bucket - SUB_BUCKETS * octave) * width + width - 1;
}

export function add(a: DurationHistogram, b: DurationHistogram): DurationHistogram {
  return combine(a, b, 1);
}

export function subtract(a: DurationHistogram, b: DurationHistogram): DurationHistogram {
  return combine(a, b, -1);
}

/** Durations that count: those below zero are told apart by clock skew and are in no statistic. */
export function countOf(histogram: DurationHistogram): number {
  let count = 0;
  for (const [bucket, n] of histogram) if (bucket >= 0) count += n;
  return count;
}

/** The value below which a share q (0 to 1) of the durations lies; null when there are none. */
export function quantile(histogram: DurationHistogram, q: number): number | null {
  const total = countOf(histogram);
  if (total <= 0) return null;
  const buckets = [...histogram].filter(([bucket]) => bucket >= 0).sort(([a], [b]) => a - b);
  const rank = q * (total - 1);
  let cumulated = 0;
  for (const [bucket, n] of buckets) {
    cumulated += n;
    if (cumulated > rank) return bucketValue(bucket);
  }
  return null;
}

/** Buckets that become empty vanish, so that equal histograms are equal maps. */
function combine(a: DurationHistogram, b: DurationHistogram, sign: 1 | -1): DurationHistogram {
  const sum = new Map(a);
  for (const [bucket, n] of b) {
    const count = (sum.get(bucket) ?? 0) + sign * n;
    if (count === 0) sum.delete(bucket);
    else sum.set(bucket, count);
  }
  return sum;
}
