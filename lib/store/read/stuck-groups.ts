import type { Activity } from "@/lib/domain/activity";
import type { Sql } from "../database";
import { STUCK_FINGERPRINT, STUCK_ROWS, type StuckFilter, stuckConditions } from "./stuck";

export type StoredStuckGroup = {
  readonly fingerprint: string;
  readonly process: string;
  readonly activity: string;
  readonly producer: string;
  readonly kind: Activity["kind"];
  readonly channel: string;
  readonly cases: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  /** Cases of it, the latest first. */
  readonly sampleCaseIds: readonly string[];
};

type Row = {
  fingerprint: string;
  process: string;
  activity: string;
  producer: string;
  kind: Activity["kind"];
  channel: string;
  cases: number;
  first_seen: Date;
  last_seen: Date;
  sample: string[];
};

/** Stuck cases by where they wait, the most first: as many groups as there are such places at most. */
export async function readStuckGroups(
  sql: Sql,
  filter: StuckFilter,
  limit: number,
): Promise<readonly StoredStuckGroup[]> {
  const conditions = stuckConditions(filter);
  const { rows } = await sql.query<Row>(
    `select fingerprint::text as fingerprint, process.name as process, activity.name as activity, producer, activity.kind, channel, cases, first_seen, last_seen, sample
     from (
       select ${STUCK_FINGERPRINT} as fingerprint, process_id, activity_id, count(*) as cases, min(became_at) as first_seen,
              max(became_at) as last_seen, (array_agg(case_id order by became_at desc, case_id))[1:9]::text[] as sample
       from ${STUCK_ROWS} where ${conditions.where}
       group by process_id, activity_id order by count(*) desc, fingerprint limit ${conditions.parameter(limit)}) as grouped
     join process using (process_id) join activity using (activity_id)
     order by cases desc, grouped.fingerprint`,
    conditions.values,
  );
  return rows.map((row) => ({
    fingerprint: row.fingerprint,
    process: row.process,
    activity: row.activity,
    producer: row.producer,
    kind: row.kind,
    channel: row.channel,
    cases: row.cases,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    sampleCaseIds: row.sample,
  }));
}
