import type { Sql } from "../database";

export type StoredExtent = {
  readonly topic: string;
  readonly partition: number;
  readonly low: number;
  readonly high: number;
};

export type Observation = { readonly sourceId: number; readonly at: Date };

/** Where partitions reach; how fast they grow follows from where they reached before. */
export async function writeExtents(
  sql: Sql,
  { sourceId, at }: Observation,
  extents: readonly StoredExtent[],
): Promise<void> {
  await sql.query(
    `insert into topic_partition as known (source_id, observed_at, topic, partition, low_position, high_position)
     select $1, $2, given.* from unnest($3::text[], $4::int[], $5::bigint[], $6::bigint[]) as given
     order by 3, 4
     on conflict (source_id, topic, partition) do update set
       records_per_second = greatest(0, excluded.high_position - known.high_position)
         / greatest(1, extract(epoch from excluded.observed_at - known.observed_at)),
       observed_at = excluded.observed_at, low_position = excluded.low_position, high_position = excluded.high_position`,
    [
      sourceId,
      at,
      extents.map(({ topic }) => topic),
      extents.map(({ partition }) => partition),
      extents.map(({ low }) => low),
      extents.map(({ high }) => high),
    ],
  );
}

/** Partitions that were not observed this time are gone, or nobody reads them any more. */
export async function deleteOldExtents(sql: Sql, { sourceId, at }: Observation): Promise<void> {
  await sql.query("delete from topic_partition where source_id = $1 and observed_at < $2", [sourceId, at]);
}

/** The ends of each topic's partitions together, for this minute. */
export async function writeTopicTrend(sql: Sql, { sourceId, at }: Observation): Promise<void> {
  await sql.query(
    `insert into topic_trend (source_id, topic, minute, high_position)
     select source_id, topic, date_trunc('minute', $2::timestamptz), sum(high_position) from topic_partition
     where source_id = $1 and observed_at = $2 group by source_id, topic
     on conflict (source_id, topic, minute) do update set high_position = excluded.high_position`,
    [sourceId, at],
  );
}
