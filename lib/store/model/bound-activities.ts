import type { Activity } from "@/lib/domain/activity";
import type { Sql } from "../database";
import type { Hours } from "../read/process-totals";

export type KnownActivity = Activity & { readonly activityId: number; readonly digest: string };
type Row = Activity & { activity_id: number; digest: string };

/** Those of the digests that were seen; the others are names of what may still come. */
export async function readActivitiesByDigest(sql: Sql, digests: readonly string[]): Promise<readonly KnownActivity[]> {
  const { rows } = await sql.query<Row>(
    `select activity_id, digest::text as digest, kind, producer, name, channel
     from activity where digest = any($1::uuid[])`,
    [digests],
  );
  return rows.map(({ activity_id, ...activity }) => ({ activityId: activity_id, ...activity }));
}

/** The dictionary of activities, at most so many. */
export async function readAllActivities(sql: Sql, limit: number): Promise<readonly KnownActivity[]> {
  const { rows } = await sql.query<Row>(
    `select activity_id, digest::text as digest, kind, producer, name, channel
     from activity order by activity_id limit $1`,
    [limit],
  );
  return rows.map(({ activity_id, ...activity }) => ({ activityId: activity_id, ...activity }));
}

/** Processes in which one of the activities ever occurred: one look into the rollup's key for each process and activity. */
export async function readProcessesOfActivities(sql: Sql, activityIds: readonly number[]): Promise<readonly number[]> {
  const { rows } = await sql.query<{ process_id: number }>(
    `select process_id from process
     where name <> '' and exists (
       select from unnest($1::int[]) as wanted (activity_id)
       where exists (select from activity_rollup as rolled
         where rolled.process_id = process.process_id and rolled.activity_id = wanted.activity_id))
     order by process_id`,
    [activityIds],
  );
  return rows.map((row) => row.process_id);
}

type OfActivities = Hours & { readonly processIds: readonly number[]; readonly activityIds: readonly number[] };
export type ActivitySum = { readonly processId: number; readonly activityId: number; readonly count: number };

/** How often each of the activities occurred in each process within the hours. */
export async function readActivitySums(sql: Sql, of: OfActivities): Promise<readonly ActivitySum[]> {
  const { rows } = await sql.query<{ process_id: number; activity_id: number; count: number }>(
    `select process_id, activity_id, sum(occurrences) as count from activity_rollup
     where process_id = any($1::int[]) and activity_id = any($2::int[])
       and hour >= coalesce($3::timestamptz, '-infinity') and hour < coalesce($4::timestamptz, 'infinity')
     group by process_id, activity_id having sum(occurrences) > 0`,
    [of.processIds, of.activityIds, of.from, of.to],
  );
  return rows.map((row) => ({ processId: row.process_id, activityId: row.activity_id, count: row.count }));
}

/** How often something followed each of the activities in each process within the hours. */
export async function readFollowedSums(sql: Sql, of: OfActivities): Promise<readonly ActivitySum[]> {
  const { rows } = await sql.query<{ process_id: number; activity_id: number; count: number }>(
    `select process_id, from_activity_id as activity_id, sum(occurrences) as count from edge_rollup
     where process_id = any($1::int[]) and from_activity_id = any($2::int[])
       and hour >= coalesce($3::timestamptz, '-infinity') and hour < coalesce($4::timestamptz, 'infinity')
     group by process_id, from_activity_id`,
    [of.processIds, of.activityIds, of.from, of.to],
  );
  return rows.map((row) => ({ processId: row.process_id, activityId: row.activity_id, count: row.count }));
}

export type LastSeen = {
  readonly processId: number;
  readonly activityId: number;
  readonly cases: number;
  readonly active: number;
};

/** By last activity, how many of each process's newest cases are open: at most so many cases of each are looked at. */
export async function readLastActivities(
  sql: Sql,
  processIds: readonly number[],
  casesMax: number,
): Promise<readonly LastSeen[]> {
  const { rows } = await sql.query<{ process_id: number; activity_id: number; cases: number; active: number }>(
    `select wanted.process_id, newest.last_activity_id as activity_id, count(*) as cases,
            count(*) filter (where newest.status = 'active') as active
     from unnest($1::int[]) as wanted (process_id) cross join lateral (
       select last_activity_id, status from process_case
       where process_case.process_id = wanted.process_id
       order by started_at desc, case_id limit $2) as newest
     where newest.last_activity_id is not null
     group by wanted.process_id, newest.last_activity_id`,
    [processIds, casesMax],
  );
  return rows.map((row) => ({
    processId: row.process_id,
    activityId: row.activity_id,
    cases: row.cases,
    active: row.active,
  }));
}
