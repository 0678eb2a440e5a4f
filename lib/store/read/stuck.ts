import type { Activity } from "@/lib/domain/activity";
import type { Sql } from "../database";
import { type Aside, addAside } from "../incident/aside";
import { Conditions } from "./conditions";

/**
 * Rows of `stuck_case` that hold now: the watcher wrote them down some seconds ago, and an event that came since, an
 * incident or an end takes the case out at once, without it. Each is looked up by its id: without statistics of this
 * table, which changes fast, a join would go through all cases.
 */
const HOLDS = `stuck_case as stuck cross join lateral (
    select status, event_count, open_incidents, lead_name, lead_value from process_case
    where process_case.case_id = stuck.case_id offset 0) as process_case
  where stuck.excused_until is null and stuck.event_count = process_case.event_count and process_case.status = 'active'
    and process_case.open_incidents = 0`;

/** Ids of the cases that are stuck now, for conditions over cases. They are few. */
export const STUCK_CASE_IDS = `select case_id from ${HOLDS}`;

/** The same with what a list shows of them, to be filtered. */
export const STUCK_ROWS = `(select stuck.case_id, stuck.process_id, stuck.activity_id, stuck.since, stuck.became_at,
  stuck.threshold_ms, stuck.history, lead_name, lead_value from ${HOLDS}) as stuck`;

/** Stuck cases that wait after the same activity of the same process are alike. */
export const STUCK_FINGERPRINT = "md5('stuck' || chr(31) || stuck.process_id || chr(31) || stuck.activity_id)::uuid";

type ActivityKind = Activity["kind"];

/** What usually comes next; the kind and channel tell an element of an engine's diagram, which has another name there. */
export type ExpectedNext = {
  readonly activity: string;
  readonly producer: string;
  readonly kind: ActivityKind;
  readonly channel: string;
  readonly share: number;
};

export type StoredStuck = {
  readonly caseId: string;
  readonly caseLabel: string;
  readonly process: string;
  readonly activity: string;
  readonly producer: string;
  readonly kind: ActivityKind;
  readonly channel: string;
  readonly since: Date;
  readonly becameAt: Date;
  /** The instant that it was judged at; for imported logs their end. */
  readonly asOf: Date;
  readonly thresholdMs: number;
  readonly history: number;
  readonly isSet: boolean;
  readonly expected: readonly ExpectedNext[];
  readonly fingerprint: string;
  readonly alike: number;
};

/** Which stuck cases are meant. `caseIds` are sets, a case must be in each. */
export type StuckFilter = {
  readonly from: Date | null;
  readonly to: Date | null;
  readonly definitionIds: readonly number[] | null;
  readonly processIds: readonly number[] | null;
  readonly fingerprint: string | null;
  readonly caseIds: readonly (readonly string[])[];
  readonly aside?: Aside | null;
};

const OF_DEFINITIONS = `exists (select from process_instance as instance
  where instance.case_id = stuck.case_id and instance.definition_id = any($::int[]))`;

export function stuckConditions(filter: StuckFilter): Conditions {
  const conditions = new Conditions()
    .when("stuck.became_at >= $", filter.from)
    .when("stuck.became_at < $", filter.to)
    .when("stuck.process_id = any($::int[])", filter.processIds)
    .when(OF_DEFINITIONS, filter.definitionIds)
    .when(`${STUCK_FINGERPRINT} = $::uuid`, filter.fingerprint);
  for (const caseIds of filter.caseIds) conditions.add("stuck.case_id = any($::uuid[])", caseIds);
  if (filter.aside != null) addAside(conditions, filter.aside, { group: STUCK_FINGERPRINT, at: "stuck.became_at" });
  return conditions;
}

type Row = {
  case_id: string;
  lead_name: string;
  lead_value: string;
  process: string;
  activity: string;
  producer: string;
  kind: ActivityKind;
  channel: string;
  since: Date;
  became_at: Date;
  as_of: Date;
  threshold_ms: number;
  history: number;
  is_set: boolean | null;
  expected: StoredStuck["expected"] | null;
  fingerprint: string;
  alike: number;
};

export type StuckPlace = { readonly becameAt: Date; readonly caseId: string };

/** A page of stuck cases: the latest first, or the most overdue in proportion to its threshold. */
export async function readStuckCases(
  sql: Sql,
  filter: StuckFilter,
  page: { readonly after: StuckPlace | null; readonly limit: number; readonly order: "latest" | "overdue" },
): Promise<readonly StoredStuck[]> {
  const conditions = stuckConditions(filter);
  if (page.after !== null) {
    const [at, id] = [conditions.parameter(page.after.becameAt), conditions.parameter(page.after.caseId)];
    conditions.always(`stuck.became_at <= ${at} and (stuck.became_at < ${at} or stuck.case_id > ${id}::uuid)`);
  }
  const order =
    page.order === "latest"
      ? "became_at desc, case_id"
      : "extract(epoch from as_of - since) * 1000 / greatest(threshold_ms, 1) desc, case_id";
  const { rows } = await sql.query<Row>(
    `with page as materialized (
       select stuck.*, lead_name, lead_value, coalesce(as_of, now()) as as_of, ${STUCK_FINGERPRINT} as fingerprint
       from ${STUCK_ROWS} left join process_watch using (process_id)
       where ${conditions.where} order by ${order} limit ${conditions.parameter(page.limit)}),
     alike as (
       select process_id, activity_id, count(*) as alike from ${STUCK_ROWS} group by process_id, activity_id)
     select page.*, page.fingerprint::text as fingerprint, alike, process.name as process, activity.name as activity, producer,
       activity.kind, channel,
       (select standing = 'set' from wait_profile as profile
        where profile.process_id = page.process_id and profile.activity_id = page.activity_id and previous_activity_id = 0) as is_set,
       (select json_agg(json_build_object('activity', next.name, 'producer', next.producer, 'kind', next.kind, 'channel', next.channel,
          'share', (step ->> 'count')::float8 / greatest(followed, 1)) order by (step ->> 'count')::float8 desc)
        from wait_profile as profile, jsonb_array_elements(expected) as step
        join activity as next on next.activity_id = (step ->> 'activityId')::int
        where profile.process_id = page.process_id and profile.activity_id = page.activity_id and previous_activity_id = 0) as expected
     from page join alike using (process_id, activity_id) join process using (process_id) join activity using (activity_id)
     order by ${order}`,
    conditions.values,
  );
  return rows.map(toStuck);
}

export async function countStuckCases(sql: Sql, filter: StuckFilter): Promise<number> {
  const conditions = stuckConditions(filter);
  const { rows } = await sql.query<{ count: number }>(
    `select count(*) as count from ${STUCK_ROWS} where ${conditions.where}`,
    conditions.values,
  );
  return rows[0]?.count ?? 0;
}

function toStuck(row: Row): StoredStuck {
  return {
    caseId: row.case_id,
    caseLabel: `${row.lead_name}:${row.lead_value}`,
    process: row.process,
    activity: row.activity,
    producer: row.producer,
    kind: row.kind,
    channel: row.channel,
    since: row.since,
    becameAt: row.became_at,
    asOf: row.as_of,
    thresholdMs: row.threshold_ms,
    history: row.history,
    isSet: row.is_set ?? false,
    expected: row.expected ?? [],
    fingerprint: row.fingerprint,
    alike: row.alike,
  };
}
