import type { Sql } from "../database";
import { toStorableText } from "../storable-text";
import type { Observation } from "./write-extents";

export type StoredGroupState = "stable" | "rebalancing" | "empty" | "untold";

export type StoredMember = {
  readonly id: string;
  readonly clientId: string;
  readonly host: string;
  readonly streams: readonly string[];
};

export type GroupRow = {
  readonly name: string;
  readonly state: StoredGroupState;
  readonly members: readonly StoredMember[] | null;
};

export type GroupLagRow = {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly committed: number;
  readonly high: number;
  readonly oldestUnreadAt: Date | null;
};

export async function writeGroups(sql: Sql, { sourceId, at }: Observation, groups: readonly GroupRow[]): Promise<void> {
  await sql.query(
    `insert into consumer_group (source_id, observed_at, group_name, state, member_count, members)
     select $1, $2, given.name, given.state, given.member_count, given.members
     from unnest($3::text[], $4::text[], $5::int[], $6::jsonb[]) as given (name, state, member_count, members)
     order by given.name
     on conflict (source_id, group_name) do update set observed_at = excluded.observed_at, state = excluded.state,
       member_count = excluded.member_count, members = excluded.members`,
    [
      sourceId,
      at,
      groups.map(({ name }) => name),
      groups.map(({ state }) => state),
      groups.map(({ members }) => members?.length ?? null),
      groups.map(({ members }) => JSON.stringify((members ?? []).map(toStorableMember))),
    ],
  );
}

function toStorableMember({ id, clientId, host, streams }: StoredMember): StoredMember {
  const clean = (text: string) => toStorableText(text, 512);
  return { id: clean(id), clientId: clean(clientId), host: clean(host), streams };
}

export async function writeGroupLags(
  sql: Sql,
  { sourceId, at }: Observation,
  lags: readonly GroupLagRow[],
): Promise<void> {
  await sql.query(
    `insert into consumer_group_lag (source_id, observed_at, group_name, topic, partition, committed_position, high_position,
       lag_records, oldest_unread_at)
     select $1, $2, name, topic, partition, committed, high, greatest(0, high - committed), oldest_unread_at
     from unnest($3::text[], $4::text[], $5::int[], $6::bigint[], $7::bigint[], $8::timestamptz[])
       as given (name, topic, partition, committed, high, oldest_unread_at)
     order by name, topic, partition
     on conflict (source_id, group_name, topic, partition) do update set observed_at = excluded.observed_at,
       committed_position = excluded.committed_position, high_position = excluded.high_position,
       lag_records = excluded.lag_records, oldest_unread_at = excluded.oldest_unread_at`,
    [
      sourceId,
      at,
      lags.map(({ group }) => group),
      lags.map(({ topic }) => topic),
      lags.map(({ partition }) => partition),
      lags.map(({ committed }) => committed),
      lags.map(({ high }) => high),
      lags.map(({ oldestUnreadAt }) => oldestUnreadAt),
    ],
  );
}

/** What was not observed this time is gone. */
export async function deleteOldGroups(sql: Sql, { sourceId, at }: Observation): Promise<void> {
  await sql.query("delete from consumer_group where source_id = $1 and observed_at < $2", [sourceId, at]);
}

export async function deleteOldGroupLags(sql: Sql, { sourceId, at }: Observation): Promise<void> {
  await sql.query("delete from consumer_group_lag where source_id = $1 and observed_at < $2", [sourceId, at]);
}

/** The lag of each group on each topic, for this minute. */
export async function writeGroupTrend(sql: Sql, { sourceId, at }: Observation): Promise<void> {
  await sql.query(
    `insert into consumer_group_trend (source_id, group_name, topic, minute, lag_records, lag_ms)
     select source_id, group_name, topic, date_trunc('minute', $2::timestamptz), sum(lag_records),
       greatest(0, extract(epoch from $2::timestamptz - min(oldest_unread_at)) * 1000)::bigint
     from consumer_group_lag where source_id = $1 and observed_at = $2 group by source_id, group_name, topic
     on conflict (source_id, group_name, topic, minute) do update set lag_records = excluded.lag_records, lag_ms = excluded.lag_ms`,
    [sourceId, at],
  );
}

const KEPT = "24 hours";

/** The rings are a day long. */
export async function deleteOldTrends(sql: Sql): Promise<void> {
  await sql.query(`delete from topic_trend where minute < now() - interval '${KEPT}'`);
  await sql.query(`delete from consumer_group_trend where minute < now() - interval '${KEPT}'`);
}
