import { blastRadius, isNamedAlike } from "@/lib/analytics/blast-radius";
import type { BlastRadius as Reply } from "@/lib/api/contract/topics";
import type { Sql } from "@/lib/store/database";
import { readActivities } from "@/lib/store/read/activities";
import { readWaitingCases } from "@/lib/store/read/waiting-cases";
import { readExpectations, tellRadius } from "./starving-steps";
import { getStoredGroup } from "./topic-groups";

/** Of each activity so many unread events are looked at: some tens of milliseconds. */
const EVENTS_MAX = 20_000;

type Asked = { readonly source: string; readonly group: string; readonly now: number };

/** Open cases that wait for a consumer group, and the steps that will not come while it stands still. */
export async function readBlastRadius(sql: Sql, { source, group, now }: Asked): Promise<Reply> {
  const { sourceId } = await getStoredGroup(sql, { source, group });
  const unread = await readWaitingCases(sql, { sourceId, group, eventsMax: EVENTS_MAX });
  const edges = unread.length === 0 ? [] : await readExpectations(sql, now);
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
  return { source, group, actsAs, isCut, ...tellRadius(radius, unread, (id) => words.get(Number(id))) };
}
