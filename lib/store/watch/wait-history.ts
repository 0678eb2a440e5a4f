import type { Sql } from "../database";

/** Waits after an activity until anything followed, by bucket of the histogram. */
export type FollowedRow = {
  readonly processId: number;
  readonly activityId: number;
  readonly bucket: number;
  readonly count: number;
};

export async function readFollowed(sql: Sql, since: Date): Promise<readonly FollowedRow[]> {
  const { rows } = await sql.query<{ process_id: number; activity_id: number; bucket: number; count: number }>(
    `select process_id, from_activity_id as activity_id, bucket, sum(occurrences) as count
     from edge_duration_rollup where hour >= $1 and bucket >= 0
     group by process_id, from_activity_id, bucket having sum(occurrences) > 0`,
    [since],
  );
  return rows.map(({ process_id, activity_id, bucket, count }) => ({
    processId: process_id,
    activityId: activity_id,
    bucket,
    count,
  }));
}

export type NextRow = {
  readonly processId: number;
  readonly activityId: number;
  readonly nextActivityId: number;
  readonly count: number;
};

/** What followed an activity, and how often. */
export async function readNexts(sql: Sql, since: Date): Promise<readonly NextRow[]> {
  const { rows } = await sql.query<{
    process_id: number;
    activity_id: number;
    next_activity_id: number;
    count: number;
  }>(
    `select process_id, from_activity_id as activity_id, to_activity_id as next_activity_id, sum(occurrences) as count
     from edge_rollup where hour >= $1
     group by process_id, from_activity_id, to_activity_id having sum(occurrences) > 0`,
    [since],
  );
  return rows.map((row) => ({
    processId: row.process_id,
    activityId: row.activity_id,
    nextActivityId: row.next_activity_id,
    count: row.count,
  }));
}

export type LastRow = { readonly processId: number; readonly activityId: number; readonly cases: number };

/** With which activity cases stand or ended: the last one of their variant. */
export async function readLastActivities(sql: Sql, since: Date): Promise<readonly LastRow[]> {
  const { rows } = await sql.query<{ process_id: number; activity_id: number; cases: number }>(
    `select process_id, activity_id, sum(cases) as cases
     from variant_rollup join variant using (variant_id) where hour >= $1
     group by process_id, activity_id having sum(cases) > 0`,
    [since],
  );
  return rows.map((row) => ({ processId: row.process_id, activityId: row.activity_id, cases: row.cases }));
}

export type OpenRow = {
  readonly processId: number;
  readonly activityId: number;
  readonly previousActivityId: number;
  readonly waitMs: number;
  readonly cases: number;
};

/** Clocks of processes, side by side. */
export type Clocks = { readonly processIds: readonly number[]; readonly asOf: readonly Date[] };

/**
 * Open cases by where they stand and how long they have waited there, in steps of a sixteenth of an octave: what Kaplan and
 * Meier need to know of them. Over the index of the cases that are active.
 */
export async function readOpenWaits(sql: Sql, clocks: Clocks, since: Date): Promise<readonly OpenRow[]> {
  const { rows } = await sql.query<{
    process_id: number;
    activity_id: number;
    previous_activity_id: number;
    step: number;
    cases: number;
  }>(
    `select process_id, last_activity_id as activity_id, coalesce(parent.activity_id, 0) as previous_activity_id,
            floor(16 * ln(greatest(extract(epoch from (as_of - last_at)) * 1000, 1)) / ln(2))::int as step, count(*) as cases
     from unnest($1::int[], $2::timestamptz[]) as clock (process_id, as_of)
     join process_case using (process_id)
     left join variant on variant.variant_id = process_case.variant_id
     left join variant as parent on parent.variant_id = variant.parent_variant_id
     where status = 'active' and last_activity_id is not null and started_at >= $3
     group by process_id, last_activity_id, parent.activity_id, step`,
    [clocks.processIds, clocks.asOf, since],
  );
  return rows.map((row) => ({
    processId: row.process_id,
    activityId: row.activity_id,
    previousActivityId: row.previous_activity_id,
    waitMs: 2 ** ((row.step + 0.5) / 16),
    cases: row.cases,
  }));
}

export type StepRow = {
  readonly activityId: number;
  readonly previousActivityId: number;
  /** Null: nothing followed, and the case has ended. */
  readonly waitMs: number | null;
};

/** Steps of the newest cases of a process with the one before each: rollups know no three in a row. */
export async function readSteps(sql: Sql, processId: number, casesMax: number): Promise<readonly StepRow[]> {
  const { rows } = await sql.query<{ activity_id: number; previous_activity_id: number; wait_ms: number | null }>(
    `with newest as (
       select case_id, status from process_case where process_id = $1 order by started_at desc, case_id limit $2),
     once as (
       select distinct on (newest.case_id, event_id) newest.case_id, status, activity_id, occurred_at, order_source, order_stream,
              order_position, part
       from newest join correlation_key as known using (case_id) join event on event.case_id = known.key_id
       where activity_id is not null
       order by newest.case_id, event_id, occurred_at, order_source, order_stream, order_position, part),
     step as (
       select activity_id, status, lag(activity_id) over following as previous_activity_id,
              extract(epoch from lead(occurred_at) over following - occurred_at) * 1000 as wait_ms
       from once
       window following as (partition by case_id order by occurred_at, order_source collate "C", order_stream collate "C", order_position, part))
     select activity_id, previous_activity_id, wait_ms::bigint as wait_ms from step
     where previous_activity_id is not null and (wait_ms is not null or status <> 'active')`,
    [processId, casesMax],
  );
  return rows.map((row) => ({
    activityId: row.activity_id,
    previousActivityId: row.previous_activity_id,
    waitMs: row.wait_ms,
  }));
}
