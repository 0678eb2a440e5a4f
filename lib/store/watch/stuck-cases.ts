import type { Sql } from "../database";
import type { Clocks } from "./wait-history";

/** A case that waits longer than its profile's threshold, and was not written down so far. */
export type LateCase = {
  readonly caseId: string;
  readonly processId: number;
  readonly activityId: number;
  readonly previousActivityId: number;
  readonly eventCount: number;
  readonly lastAt: Date;
  readonly asOf: Date;
  readonly thresholdMs: number;
  readonly history: number;
};

type LateRow = {
  case_id: string;
  process_id: number;
  activity_id: number;
  previous_activity_id: number;
  event_count: number;
  last_at: Date;
  as_of: Date;
  threshold_ms: number;
  history: number;
};

/** Takes away cases that have moved, wherever they belong. How many they were. */
export async function deleteMovedCases(sql: Sql): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from stuck_case as known where not exists (
       select from process_case where process_case.case_id = known.case_id and event_count = known.event_count
         and status = 'active' and open_incidents = 0)`,
  );
  return rowCount ?? 0;
}

/**
 * Open cases that wait beyond the threshold of their place: refined by the activity before it where that is known. The open
 * ones are gone through once: joined place by place, 100,000 of them took 25 s.
 */
const LATE = `
  with clock as (select * from unnest($1::int[], $2::timestamptz[]) as row (process_id, as_of)),
  least as (
    select process_id, activity_id, min(threshold_ms) as threshold_ms from wait_profile
    where standing in ('judged', 'set') and threshold_ms is not null group by process_id, activity_id),
  open as materialized (
    select case_id, process_id, last_activity_id as activity_id, variant_id, event_count, last_at
    from process_case where status = 'active' and process_id = any($1::int[]) and open_incidents = 0
      and last_at < (select max(as_of) from clock) - (select min(threshold_ms) from least) * interval '1 millisecond'),
  waiting as materialized (
    select case_id, process_id, least.activity_id, coalesce(parent.activity_id, 0) as previous_activity_id, event_count, last_at, as_of
    from open join clock using (process_id) join least using (process_id)
    left join variant on variant.variant_id = open.variant_id
    left join variant as parent on parent.variant_id = variant.parent_variant_id
    where open.activity_id = least.activity_id and last_at < as_of - least.threshold_ms * interval '1 millisecond'),
  late as materialized (
    select waiting.*, threshold_ms, followed as history
    from waiting cross join lateral (
      select * from wait_profile as profile
      where profile.process_id = waiting.process_id and profile.activity_id = waiting.activity_id
        and profile.previous_activity_id in (0, waiting.previous_activity_id)
      order by profile.previous_activity_id = 0 limit 1) as profile
    where standing in ('judged', 'set') and last_at < as_of - threshold_ms * interval '1 millisecond')`;

/** Takes away cases of these processes whose wait is explained by what was learned since. How many they were. */
export async function deleteExplainedCases(sql: Sql, { processIds, asOf }: Clocks): Promise<number> {
  const { rowCount } = await sql.query(
    `${LATE}
     delete from stuck_case as known where process_id = any($1::int[])
       and not exists (select from late where late.case_id = known.case_id and late.event_count = known.event_count)`,
    [processIds, asOf],
  );
  return rowCount ?? 0;
}

/** Late cases that are not known as such, or whose excuse is over; the longest waiting first. */
export async function readLateCases(
  sql: Sql,
  { processIds, asOf }: Clocks,
  limit: number,
): Promise<readonly LateCase[]> {
  const { rows } = await sql.query<LateRow>(
    `${LATE}
     select late.* from late left join stuck_case as known using (case_id)
     where known.case_id is null or known.event_count <> late.event_count or known.excused_until <= late.as_of
     order by late.last_at, case_id limit $3`,
    [processIds, asOf, limit],
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    processId: row.process_id,
    activityId: row.activity_id,
    previousActivityId: row.previous_activity_id,
    eventCount: row.event_count,
    lastAt: row.last_at,
    asOf: row.as_of,
    thresholdMs: row.threshold_ms,
    history: row.history,
  }));
}

/** Writes down that cases are stuck, or (`excusedUntil`) why they are not yet. */
export async function putStuckCases(
  sql: Sql,
  cases: readonly (LateCase & { readonly excusedUntil: Date | null })[],
): Promise<void> {
  await sql.query(
    `insert into stuck_case (case_id, since, became_at, excused_until, threshold_ms, history, process_id, activity_id,
       previous_activity_id, event_count)
     select case_id, since, since + threshold_ms * interval '1 millisecond', excused_until, threshold_ms, history, process_id,
            activity_id, previous_activity_id, event_count
     from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::bigint[], $5::bigint[], $6::int[], $7::int[], $8::int[], $9::int[])
       as row (case_id, since, excused_until, threshold_ms, history, process_id, activity_id, previous_activity_id, event_count)
     order by case_id
     on conflict (case_id) do update set
       since = excluded.since, became_at = excluded.became_at, excused_until = excluded.excused_until,
       threshold_ms = excluded.threshold_ms, history = excluded.history, process_id = excluded.process_id,
       activity_id = excluded.activity_id, previous_activity_id = excluded.previous_activity_id,
       event_count = excluded.event_count`,
    [
      cases.map(({ caseId }) => caseId),
      cases.map(({ lastAt }) => lastAt),
      cases.map(({ excusedUntil }) => excusedUntil),
      cases.map(({ thresholdMs }) => thresholdMs),
      cases.map(({ history }) => history),
      cases.map(({ processId }) => processId),
      cases.map(({ activityId }) => activityId),
      cases.map(({ previousActivityId }) => previousActivityId),
      cases.map(({ eventCount }) => eventCount),
    ],
  );
}
