import type { InstantFilter } from "@/lib/api/contract/filter";
import { type TimeRange, toTimeRange } from "./time-range";

/** The instant that is asked about; null: as it is now. Later than now is now. */
export function toInstantAsked({ at }: Pick<InstantFilter, "at">, now: number): number | null {
  const { to: instant } = toTimeRange({ to: at }, now);
  return instant === null || instant >= now ? null : instant;
}

/** The range without what lies after the instant. Its hour stays: rollups know no less. */
export function upTo(range: TimeRange, at: number | null): TimeRange {
  if (at === null) return range;
  return { from: range.from, to: Math.min(range.to ?? Number.POSITIVE_INFINITY, at + 1) };
}
