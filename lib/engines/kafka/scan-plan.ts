import type { PartitionExtent } from "./kafka-cluster";

/** Part of a partition that is to be looked through: `from` ≤ offset < `to`. */
export type ScanRange = {
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
};

export type ScanPlan = {
  readonly ranges: readonly ScanRange[];
  readonly total: number;
  /** Records of the time window that are older than what is looked through. */
  readonly leftOut: number;
};

type Window = {
  /** Where the window begins and ends in each partition, as far as it is bounded. */
  readonly from: ReadonlyMap<number, number> | null;
  readonly to: ReadonlyMap<number, number> | null;
};

export type WindowedTopic = { readonly extents: readonly PartitionExtent[]; readonly window: Window };

/**
 * What to look through when at most so many records may be: of each partition the newest ones, each partition's share being
 * that of its records.
 */
export function planScan(topics: readonly WindowedTopic[], recordsMax: number): ScanPlan {
  const whole = topics.flatMap(({ extents, window }) => extents.map((extent) => within(extent, window)));
  const there = whole.reduce((sum, { from, to }) => sum + (to - from), 0);
  const share = there <= recordsMax ? 1 : recordsMax / there;
  const ranges = whole
    .map((range) => ({ ...range, from: range.to - Math.floor((range.to - range.from) * share) }))
    .filter(({ from, to }) => to > from);
  const total = ranges.reduce((sum, { from, to }) => sum + (to - from), 0);
  return { ranges, total, leftOut: there - total };
}

function within({ topic, partition, low, high }: PartitionExtent, { from, to }: Window): ScanRange {
  const end = Math.min(high, Math.max(low, to?.get(partition) ?? high));
  const begin = Math.min(end, Math.max(low, from?.get(partition) ?? low));
  return { topic, partition, from: begin, to: end };
}
