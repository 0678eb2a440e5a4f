import type { BlastRadius, Follows } from "@/lib/analytics/blast-radius";
import { quantile } from "@/lib/analytics/duration-histogram";
import type { Sql } from "@/lib/store/database";
import { readEdgeCounts, readEdgeDurations } from "@/lib/store/read/event-map";

/** What usually comes next is learned from so many days. */
const LEARNED_FROM_DAYS = 30;
const DAY_MS = 86_400_000;

/** Open cases whose last activity this is, as they are stored. */
export type WaitingCases = {
  readonly activityId: number;
  readonly samples: readonly { readonly id: string; readonly label: string }[];
  readonly topic?: string;
};

type Called = { readonly name: string; readonly producer: string };

/** A radius in words. */
export function tellRadius(
  { waiting, starving }: BlastRadius,
  waitingCases: readonly WaitingCases[],
  wordsOf: (activityId: string) => Called | undefined,
) {
  const stored = new Map(waitingCases.map((one) => [String(one.activityId), one]));
  const called = (id: string) => {
    const { name, producer } = wordsOf(id) ?? { name: id, producer: "" };
    return { activity: name, producer };
  };
  const oldest = waiting.map(({ oldestAt }) => oldestAt);
  return {
    cases: waiting.reduce((sum, { cases }) => sum + cases, 0),
    oldestAt: oldest.length === 0 ? null : new Date(Math.min(...oldest)).toISOString(),
    waiting: waiting.map(({ activity, cases, oldestAt }) => ({
      ...called(activity),
      topic: stored.get(activity)?.topic ?? "",
      cases,
      oldestAt: new Date(oldestAt).toISOString(),
      samples: [...(stored.get(activity)?.samples ?? [])],
    })),
    starving: starving.map(({ activity, after, isDoneByIt, cases, dueAt }) => ({
      ...called(activity),
      after: called(after).activity,
      isDoneByIt,
      cases,
      dueAt: new Date(Math.round(dueAt)).toISOString(),
    })),
  };
}

/** What usually follows what, and after what time, over all processes. */
export async function readExpectations(sql: Sql, now: number): Promise<readonly Follows[]> {
  const of = { processId: null, from: new Date(now - LEARNED_FROM_DAYS * DAY_MS), to: null };
  const [counts, durations] = await Promise.all([readEdgeCounts(sql, of), readEdgeDurations(sql, of)]);
  const totals = new Map<string, { from: string; to: string; count: number; buckets: Map<number, number> }>();
  for (const edge of counts) {
    const key = `${edge.from} ${edge.to}`;
    const known = totals.get(key) ?? { from: String(edge.from), to: String(edge.to), count: 0, buckets: new Map() };
    known.count += edge.count;
    totals.set(key, known);
  }
  for (const { from: before, to, bucket, count } of durations) {
    const buckets = totals.get(`${before} ${to}`)?.buckets;
    buckets?.set(bucket, (buckets.get(bucket) ?? 0) + count);
  }
  return [...totals.values()].map(({ buckets, ...edge }) => ({ ...edge, medianMs: quantile(buckets, 0.5) }));
}
