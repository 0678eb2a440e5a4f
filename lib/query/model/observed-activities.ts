import type { BindableActivity } from "@/lib/analytics/binding-suggestions";
import { toPositions } from "@/lib/analytics/observed-order";
import type { Sql } from "@/lib/store/database";
import { readAllActivities } from "@/lib/store/model/bound-activities";
import { readActivityCounts, readEdgeCounts } from "@/lib/store/read/event-map";
import { toElementName } from "../element-names";

export type ObservedActivity = BindableActivity & {
  readonly activityId: number;
  readonly channel: string;
  readonly count: number;
};

/** Putting 2,000 with 6,000 edges in order takes 0.3 s; landscapes have some hundreds. */
const ACTIVITIES_MAX = 2_000;
const EVER = { from: null, to: null };

/** Every activity that occurred, with its name, how often, and where in the order of all it stands. */
export async function readObservedActivities(
  sql: Sql,
): Promise<{ readonly activities: readonly ObservedActivity[]; readonly isTruncated: boolean }> {
  const of = { processId: null, ...EVER };
  const [all, counts, edges] = await Promise.all([
    readAllActivities(sql, ACTIVITIES_MAX + 1),
    readActivityCounts(sql, of),
    readEdgeCounts(sql, of),
  ]);
  const shown = all.slice(0, ACTIVITIES_MAX);
  const countOf = new Map(counts.map(({ activityId, count }) => [activityId, count]));
  const positions = toPositions(
    shown.map(({ activityId }) => String(activityId)),
    edges.map(({ from, to, count }) => ({ from: String(from), to: String(to), weight: count })),
  );
  const labelOf = await toElementName(sql, shown);
  const activities = shown.map((activity) => ({
    id: activity.digest,
    activityId: activity.activityId,
    kind: activity.kind,
    producer: activity.producer,
    name: activity.name,
    channel: activity.channel,
    label: labelOf(activity),
    count: countOf.get(activity.activityId) ?? 0,
    position: positions.get(String(activity.activityId)) ?? null,
  }));
  return { activities, isTruncated: all.length > ACTIVITIES_MAX };
}
