import type { Sql } from "../database";

export type StoredActivity = {
  readonly activityId: number;
  readonly kind: "event" | "element";
  readonly producer: string;
  readonly name: string;
  readonly channel: string;
};

/** Activities of exactly this name. */
export async function findActivities(sql: Sql, name: string): Promise<readonly StoredActivity[]> {
  const { rows } = await sql.query<StoredActivity & { activity_id: number }>(
    "select activity_id, kind, producer, name, channel from activity where name = $1 order by activity_id",
    [name],
  );
  return rows.map(toActivity);
}

/**
 * What a source tells: the elements of an engine, or the event types on its topics. Streams are null for an engine, whose
 * activities no other source has.
 */
export async function readActivitiesOfSource(
  sql: Sql,
  source: string,
): Promise<{ readonly activityIds: readonly number[]; readonly streamIds: readonly number[] | null }> {
  const { rows } = await sql.query<{
    activity_ids: number[] | null;
    stream_ids: number[] | null;
    elements: boolean | null;
  }>(
    `with ours as (select stream_id, topic from stream join source using (source_id) where source.name = $1)
     select array_agg(activity_id) as activity_ids, (select array_agg(stream_id) from ours) as stream_ids,
            bool_or(kind = 'element') as elements
     from activity
     where (kind = 'element' and channel = $1) or (kind = 'event' and channel in (select topic from ours))`,
    [source],
  );
  const [row] = rows;
  return {
    activityIds: row?.activity_ids ?? [],
    streamIds: row?.elements === true ? null : (row?.stream_ids ?? []),
  };
}

/** Activities whose name or producer contains the text, in upper or lower case. The dictionary is small. */
export async function searchActivities(sql: Sql, text: string, limit: number): Promise<readonly StoredActivity[]> {
  const { rows } = await sql.query<StoredActivity & { activity_id: number }>(
    `select activity_id, kind, producer, name, channel from activity
     where strpos(lower(name), lower($1)) > 0 or lower(producer) = lower($1)
     order by activity_id limit $2`,
    [text, limit],
  );
  return rows.map(toActivity);
}

/** The words of these numbers, each with an id that is the same after a rebuild. */
export async function readActivities(
  sql: Sql,
  activityIds: readonly number[],
): Promise<ReadonlyMap<number, StoredActivity & { readonly id: string }>> {
  const { rows } = await sql.query<StoredActivity & { activity_id: number; digest: string }>(
    "select activity_id, kind, producer, name, channel, digest::text as digest from activity where activity_id = any($1::int[])",
    [activityIds],
  );
  return new Map(rows.map((row) => [row.activity_id, { ...toActivity(row), id: row.digest }]));
}

/** Whether these activities occurred less often than the bound. */
export async function areActivitiesRare(sql: Sql, activityIds: readonly number[], bound: number): Promise<boolean> {
  const { rows } = await sql.query<{ count: number }>(
    "select count(*) as count from (select from event where activity_id = any($1::int[]) limit $2) as counted",
    [activityIds, bound],
  );
  return (rows[0]?.count ?? 0) < bound;
}

function toActivity(row: StoredActivity & { activity_id: number }): StoredActivity {
  return { activityId: row.activity_id, kind: row.kind, producer: row.producer, name: row.name, channel: row.channel };
}
