import type { z } from "zod";
import type { TopicList, TopicSummary } from "@/lib/api/contract/topics";
import type { Sql } from "@/lib/store/database";
import { readSlowestGroups, type SlowestGroup } from "@/lib/store/read/consumer-groups";
import { readTopics, readTopicTrends, type StoredTopic } from "@/lib/store/read/topics";

const TOPICS_MAX = 1_000;
export const TREND_MINUTES = 60;

export type AskedTopics = {
  readonly now: number;
  /** Sources whose records can be read where they lie. */
  readonly live: ReadonlySet<string>;
  readonly source?: string | undefined;
  readonly topic?: string | undefined;
};

export async function readTopicList(sql: Sql, asked: AskedTopics): Promise<z.infer<typeof TopicList>> {
  const items = await readTopicSummaries(sql, asked);
  return { items: items.slice(0, TOPICS_MAX), isCut: items.length > TOPICS_MAX };
}

/** Topics with all that is known of them without asking a cluster. */
export async function readTopicSummaries(
  sql: Sql,
  { now, live, source, topic = undefined }: AskedTopics,
): Promise<readonly TopicSummary[]> {
  const [topics, trends, slowest] = await Promise.all([
    readTopics(sql, { source: source ?? null, topic: topic ?? null, limit: TOPICS_MAX + 1 }),
    readTopicTrends(sql, { topic: topic ?? null, minutes: TREND_MINUTES }),
    readSlowestGroups(sql, topic ?? null),
  ]);
  const trendOf = new Map(trends.map((trend) => [keyOf(trend), trend.written]));
  const slowestOf = new Map(slowest.map((group) => [keyOf(group), group]));
  return topics.map((stored) => ({
    source: stored.source,
    topic: stored.topic,
    partitions: stored.partitions,
    records: stored.records,
    recordsPerSecond: stored.recordsPerSecond,
    trend: [...(trendOf.get(keyOf(stored)) ?? [])],
    ours: toOurs(stored, now),
    ...toSlowest(slowestOf.get(keyOf(stored)), now),
    lastEventAt: stored.lastRecordedAt?.toISOString() ?? null,
    observedAt: stored.observedAt?.toISOString() ?? null,
    isLive: live.has(stored.source),
  }));
}

/** Behind in time means: the newest record that we projected is that old, while there are newer ones. */
function toOurs({ streams, lagRecords, behindSince }: StoredTopic, now: number): TopicSummary["ours"] {
  if (streams === null) return null;
  const lagMs = lagRecords === 0 ? 0 : waitsMs(behindSince, now);
  return { lagRecords, lagMs: lagRecords === null ? null : lagMs };
}

function toSlowest(slowest: SlowestGroup | undefined, now: number): Pick<TopicSummary, "groups" | "slowest"> {
  if (slowest === undefined) return { groups: 0, slowest: null };
  const { groups, group, lagRecords, oldestUnreadAt } = slowest;
  return { groups, slowest: { group, lagRecords, lagMs: lagOf(lagRecords, oldestUnreadAt, now) } };
}

/** How long the oldest unread record waits; nothing waits where nothing is unread. */
export function lagOf(lagRecords: number, oldestUnreadAt: Date | null, now: number): number | null {
  return lagRecords === 0 ? 0 : waitsMs(oldestUnreadAt, now);
}

function waitsMs(since: Date | null, now: number): number | null {
  return since === null ? null : Math.max(0, now - since.getTime());
}

function keyOf({ sourceId, topic }: { readonly sourceId: number; readonly topic: string }): string {
  return `${sourceId} ${topic}`;
}
