import type { Sql } from "../database";

export type StoredTopic = {
  readonly sourceId: number;
  readonly source: string;
  readonly kind: string;
  readonly topic: string;
  readonly partitions: number;
  /** Null where no cluster was observed. */
  readonly records: number | null;
  readonly recordsPerSecond: number | null;
  readonly observedAt: Date | null;
  /** Null where we do not read it. */
  readonly streams: number | null;
  readonly lagRecords: number | null;
  readonly behindSince: Date | null;
  readonly lastRecordedAt: Date | null;
};

type Wanted = { readonly source: string | null; readonly topic: string | null; readonly limit: number };

/** Topics that we read or that were observed, by source and name. */
export async function readTopics(sql: Sql, { source, topic, limit }: Wanted): Promise<readonly StoredTopic[]> {
  const { rows } = await sql.query<StoredTopic>(
    `with ours as (
       select source_id, topic, count(*) as streams, max(last_recorded_at) as last_recorded_at,
         sum(greatest(0, end_position - next_position)) as lag_records,
         min(last_recorded_at) filter (where end_position > next_position) as behind_since
       from stream where retired_at is null and ($2::text is null or topic = $2) group by source_id, topic),
     observed as (
       select source_id, topic, count(*) as partitions, sum(high_position - low_position) as records,
         sum(records_per_second) as records_per_second, max(observed_at) as observed_at
       from topic_partition where $2::text is null or topic = $2 group by source_id, topic)
     select source_id as "sourceId", source.name as source, source.kind, topic, coalesce(partitions, streams) as partitions, records,
       records_per_second as "recordsPerSecond", observed_at as "observedAt", streams, lag_records as "lagRecords",
       behind_since as "behindSince", ours.last_recorded_at as "lastRecordedAt"
     from ours full join observed using (source_id, topic) join source using (source_id)
     where $1::text is null or source.name = $1
     order by source.name, topic limit $3`,
    [source, topic, limit],
  );
  return rows;
}

export type TopicTrend = { readonly sourceId: number; readonly topic: string; readonly written: readonly number[] };

/** Records written in each of the last minutes, oldest first. */
export async function readTopicTrends(
  sql: Sql,
  { topic, minutes }: { readonly topic: string | null; readonly minutes: number },
): Promise<readonly TopicTrend[]> {
  const { rows } = await sql.query<TopicTrend>(
    `select source_id as "sourceId", topic, array_agg(written order by minute) as written from (
       select source_id, topic, minute,
         greatest(0, high_position - lag(high_position) over (partition by source_id, topic order by minute))::int as written
       from topic_trend where minute > now() - make_interval(mins => $2) and ($1::text is null or topic = $1)) as steps
     where written is not null group by source_id, topic`,
    [topic, minutes],
  );
  return rows;
}

export type StoredPart = {
  readonly partition: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly recordsPerSecond: number | null;
  readonly nextPosition: number | null;
};

/** Partitions of a topic as observed, with our own positions in them. */
export async function readTopicParts(
  sql: Sql,
  { sourceId, topic, limit }: { readonly sourceId: number; readonly topic: string; readonly limit: number },
): Promise<readonly StoredPart[]> {
  const { rows } = await sql.query<StoredPart>(
    `with ours as (
       select coalesce(substring(name from '/(\\d{1,6})$')::int, 0) as partition, next_position, end_position
       from stream where source_id = $1 and topic = $2 and retired_at is null)
     select partition, low_position as low, coalesce(high_position, end_position) as high,
       records_per_second as "recordsPerSecond", next_position as "nextPosition"
     from (select * from topic_partition where source_id = $1 and topic = $2) as observed full join ours using (partition)
     order by partition limit $3`,
    [sourceId, topic, limit],
  );
  return rows;
}

export type TopicActivity = { readonly activity: string; readonly producer: string; readonly occurrences: number };

/** What happens on a topic, over all time, the most frequent first. */
export async function readTopicActivities(sql: Sql, topic: string, limit: number): Promise<readonly TopicActivity[]> {
  const { rows } = await sql.query<TopicActivity>(
    `select name as activity, producer, sum(occurrences) as occurrences
     from activity join activity_rollup using (activity_id)
     where kind = 'event' and channel = $1
     group by name, producer having sum(occurrences) > 0
     order by occurrences desc, name, producer limit $2`,
    [topic, limit],
  );
  return rows;
}

export type TopicProcess = { readonly process: string; readonly occurrences: number };

/** The processes that a topic takes part in. */
export async function readTopicProcesses(sql: Sql, topic: string, limit: number): Promise<readonly TopicProcess[]> {
  const { rows } = await sql.query<TopicProcess>(
    `select process.name as process, sum(occurrences) as occurrences
     from activity join activity_rollup using (activity_id) join process using (process_id)
     where activity.kind = 'event' and channel = $1
     group by process.name having sum(occurrences) > 0
     order by occurrences desc, process.name limit $2`,
    [topic, limit],
  );
  return rows;
}
