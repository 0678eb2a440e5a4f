import type { Sql } from "../database";

export type StoredGroup = {
  readonly source: string;
  readonly sourceId: number;
  readonly group: string;
  readonly state: "stable" | "rebalancing" | "empty" | "untold";
  readonly members: number | null;
  readonly topics: readonly string[];
  readonly lagRecords: number;
  readonly oldestUnreadAt: Date | null;
  readonly observedAt: Date;
};

type Wanted = {
  readonly source: string | null;
  readonly topic: string | null;
  readonly group: string | null;
  readonly limit: number;
};

/** Groups that were observed, those furthest behind first; of a topic, only those that committed there, with the lag there. */
export async function readGroups(sql: Sql, { source, topic, group, limit }: Wanted): Promise<readonly StoredGroup[]> {
  const { rows } = await sql.query<StoredGroup>(
    `with lags as (
       select source_id, group_name, array_agg(distinct topic) as topics, sum(lag_records) as lag_records,
         min(oldest_unread_at) as oldest_unread_at
       from consumer_group_lag where ($2::text is null or topic = $2) and ($3::text is null or group_name = $3)
       group by source_id, group_name)
     select source.name as source, source_id as "sourceId", group_name as "group", consumer_group.state, member_count as members,
       coalesce(topics, '{}') as topics, coalesce(lag_records, 0) as "lagRecords", oldest_unread_at as "oldestUnreadAt",
       observed_at as "observedAt"
     from consumer_group join source using (source_id) left join lags using (source_id, group_name)
     where ($1::text is null or source.name = $1) and ($2::text is null or topics is not null)
       and ($3::text is null or group_name = $3)
     order by coalesce(lag_records, 0) desc, source.name, group_name limit $4`,
    [source, topic, group, limit],
  );
  return rows;
}

export type GroupTrend = { readonly sourceId: number; readonly group: string; readonly lags: readonly number[] };

/** Lag of groups at each of the last minutes, oldest first. */
export async function readGroupTrends(
  sql: Sql,
  { topic, group, minutes }: { readonly topic: string | null; readonly group: string | null; readonly minutes: number },
): Promise<readonly GroupTrend[]> {
  const { rows } = await sql.query<GroupTrend>(
    `select source_id as "sourceId", group_name as "group", array_agg(lag_records order by minute) as lags from (
       select source_id, group_name, minute, sum(lag_records)::float8 as lag_records from consumer_group_trend
       where minute > now() - make_interval(mins => $3) and ($1::text is null or topic = $1)
         and ($2::text is null or group_name = $2)
       group by source_id, group_name, minute) as minutes
     group by source_id, group_name`,
    [topic, group, minutes],
  );
  return rows;
}

export type StoredGroupPart = {
  readonly topic: string;
  readonly partition: number;
  readonly committed: number;
  readonly high: number;
  readonly lagRecords: number;
  readonly oldestUnreadAt: Date | null;
};

/** Where a group stands in each partition, furthest behind first. */
export async function readGroupParts(
  sql: Sql,
  { sourceId, group, limit }: { readonly sourceId: number; readonly group: string; readonly limit: number },
): Promise<readonly StoredGroupPart[]> {
  const { rows } = await sql.query<StoredGroupPart>(
    `select topic, partition, committed_position as committed, high_position as high, lag_records as "lagRecords",
       oldest_unread_at as "oldestUnreadAt"
     from consumer_group_lag where source_id = $1 and group_name = $2
     order by lag_records desc, topic, partition limit $3`,
    [sourceId, group, limit],
  );
  return rows;
}

export type StoredGroupMember = {
  readonly id: string;
  readonly clientId: string;
  readonly host: string;
  readonly streams: readonly string[];
};

/** As the observer wrote them. */
export async function readGroupMembers(
  sql: Sql,
  { sourceId, group }: { readonly sourceId: number; readonly group: string },
): Promise<readonly StoredGroupMember[]> {
  const { rows } = await sql.query<{ members: readonly StoredGroupMember[] }>(
    "select members from consumer_group where source_id = $1 and group_name = $2",
    [sourceId, group],
  );
  return rows[0]?.members ?? [];
}

export type SlowestGroup = {
  readonly sourceId: number;
  readonly topic: string;
  readonly groups: number;
  readonly group: string;
  readonly lagRecords: number;
  readonly oldestUnreadAt: Date | null;
};

/** How many groups read each topic, and the one that is furthest behind. */
export async function readSlowestGroups(sql: Sql, topic: string | null): Promise<readonly SlowestGroup[]> {
  const { rows } = await sql.query<SlowestGroup>(
    `select distinct on (source_id, topic) source_id as "sourceId", topic, count(*) over (partition by source_id, topic) as groups,
       group_name as "group", lag_records as "lagRecords", oldest_unread_at as "oldestUnreadAt"
     from (
       select source_id, topic, group_name, sum(lag_records) as lag_records, min(oldest_unread_at) as oldest_unread_at
       from consumer_group_lag where $1::text is null or topic = $1
       group by source_id, topic, group_name) as lags
     order by source_id, topic, lag_records desc, group_name`,
    [topic],
  );
  return rows;
}
