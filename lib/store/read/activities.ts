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
