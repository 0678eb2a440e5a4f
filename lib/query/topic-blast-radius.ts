import { type BlastRadius, blastRadius, type Follows, isNamedAlike } from "@/lib/analytics/blast-radius";
import { quantile } from "@/lib/analytics/duration-histogram";
import type { BlastRadius as Reply } from "@/lib/api/contract/topics";
import type { Sql } from "@/lib/store/database";
import { readActivities } from "@/lib/store/read/activities";
import { readEdgeCounts, readEdgeDurations } from "@/lib/store/read/event-map";
import { readWaitingCases, type WaitingActivity } from "@/lib/store/read/waiting-cases";
import { getStoredGroup } from "./topic-groups";

/** Of each activity so many unread events are looked at: some tens of milliseconds. */
const EVENTS_MAX = 20_000;
/** What usually comes next is learned from so many days. */
const LEARNED_FROM_DAYS = 30;
const DAY_MS = 86_400_000;

type Asked = { readonly source: string; readonly group: string; readonly now: number };

/** Open cases that wait for a consumer group, and the steps that will not come while it stands still. */
export async function readBlastRadius(sql: Sql, { source, group, now }: Asked): Promise<Reply> {
  const { sourceId } = await getStoredGroup(sql, { source, group });
  const unread = await readWaitingCases(sql, { sourceId, group, eventsMax: EVENTS_MAX });
  const edges = unread.length === 0 ? [] : await readExpectations(sql, new Date(now - LEARNED_FROM_DAYS * DAY_MS));
  const ids = [
    ...unread.map(({ activityId }) => activityId),
    ...edges.flatMap(({ from, to }) => [Number(from), Number(to)]),
  ];
  const words = await readActivities(sql, [...new Set(ids)]);
  const producers = new Set([...words.values()].map(({ producer }) => producer));
  const actsAs = [...producers].filter((producer) => isNamedAlike(group, producer)).sort();
  const isDoneByIt = (id: string) => actsAs.includes(words.get(Number(id))?.producer ?? "");
  const radius = blastRadius({
    waiting: unread.map((one) => ({
      activity: String(one.activityId),
      cases: one.cases,
      oldestAt: one.oldestAt.getTime(),
    })),
    edges,
    isDoneByIt: actsAs.length === 0 ? null : isDoneByIt,
  });
  const isCut = unread.some((one) => one.isCut);
  return { source, group, actsAs, isCut, ...toWords(radius, unread, words) };
}

type Words = Awaited<ReturnType<typeof readActivities>>;

function toWords({ waiting, starving }: BlastRadius, unread: readonly WaitingActivity[], words: Words) {
  const stored = new Map(unread.map((one) => [String(one.activityId), one]));
  const called = (id: string) => {
    const { name, producer } = words.get(Number(id)) ?? { name: id, producer: "" };
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
async function readExpectations(sql: Sql, from: Date): Promise<readonly Follows[]> {
  const of = { processId: null, from, to: null };
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
