import type { z } from "zod";
import type { GroupDetail, GroupList, GroupSummary } from "@/lib/api/contract/topics";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import {
  readGroupMembers,
  readGroupParts,
  readGroups,
  readGroupTrends,
  type StoredGroup,
} from "@/lib/store/read/consumer-groups";
import { lagOf, TREND_MINUTES } from "./topic-list";

const GROUPS_MAX = 500;
const PARTS_MAX = 1_000;

type Asked = {
  readonly now: number;
  readonly source?: string | undefined;
  readonly topic?: string | undefined;
  readonly group?: string | undefined;
};

export async function readGroupList(sql: Sql, asked: Asked): Promise<z.infer<typeof GroupList>> {
  const items = await readGroupSummaries(sql, asked);
  return { items: items.slice(0, GROUPS_MAX), isCut: items.length > GROUPS_MAX };
}

/** Groups as they were observed last; with a topic, what they lag on it. */
export async function readGroupSummaries(sql: Sql, { now, source, topic, group }: Asked): Promise<GroupSummary[]> {
  const [groups, trends] = await Promise.all([
    readGroups(sql, {
      source: source ?? null,
      topic: topic ?? null,
      group: group ?? null,
      limit: GROUPS_MAX + 1,
    }),
    readGroupTrends(sql, { topic: topic ?? null, group: group ?? null, minutes: TREND_MINUTES }),
  ]);
  const trendOf = new Map(trends.map((trend) => [`${trend.sourceId} ${trend.group}`, trend.lags]));
  return groups.map((stored) => toSummary(stored, [...(trendOf.get(`${stored.sourceId} ${stored.group}`) ?? [])], now));
}

function toSummary(stored: StoredGroup, trend: number[], now: number): GroupSummary {
  const { source, group, state, members, topics, lagRecords, oldestUnreadAt, observedAt } = stored;
  return {
    source,
    group,
    state,
    members,
    topics: [...topics],
    lagRecords,
    lagMs: lagOf(lagRecords, oldestUnreadAt, now),
    oldestUnreadAt: oldestUnreadAt?.toISOString() ?? null,
    trend,
    observedAt: observedAt.toISOString(),
  };
}

type One = { readonly source: string; readonly group: string; readonly now: number };

export async function getGroupDetail(sql: Sql, { source, group, now }: One): Promise<GroupDetail> {
  const { sourceId } = await getStoredGroup(sql, { source, group });
  const [[summary], parts, members] = await Promise.all([
    readGroupSummaries(sql, { now, source, group }),
    readGroupParts(sql, { sourceId, group, limit: PARTS_MAX }),
    readGroupMembers(sql, { sourceId, group }),
  ]);
  if (summary === undefined) throw noSuchGroup(source, group);
  const memberOf = new Map(members.flatMap(({ clientId, streams }) => streams.map((stream) => [stream, clientId])));
  return {
    ...summary,
    parts: parts.map((part) => ({
      topic: part.topic,
      partition: part.partition,
      committed: part.committed,
      end: part.high,
      lagRecords: part.lagRecords,
      lagMs: lagOf(part.lagRecords, part.oldestUnreadAt, now),
      oldestUnreadAt: part.oldestUnreadAt?.toISOString() ?? null,
      member: memberOf.get(`${part.topic}/${part.partition}`) ?? null,
    })),
    memberList: members.map(({ id, clientId, host, streams }) => ({ id, clientId, host, streams: [...streams] })),
  };
}

export async function getStoredGroup(
  sql: Sql,
  { source, group }: { readonly source: string; readonly group: string },
): Promise<StoredGroup> {
  const [stored] = await readGroups(sql, { source, topic: null, group, limit: 1 });
  if (stored === undefined) throw noSuchGroup(source, group);
  return stored;
}

function noSuchGroup(source: string, group: string): Failure {
  return new Failure(
    "not-found",
    `No consumer group "${group}" was seen on ${source}. Is it gone, or of another cluster?`,
  );
}
