import type { Sql } from "../database";
import { type IncidentFilter, incidentConditions } from "./incidents";

export type StoredIncidentGroup = {
  readonly fingerprint: string;
  readonly errorType: string;
  readonly bpmnProcessId: string;
  readonly processName: string;
  readonly elementId: string;
  readonly message: string;
  readonly incidents: number;
  readonly cases: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly isOpen: boolean;
  /** Cases of it, the latest first. */
  readonly sampleCaseIds: readonly string[];
};

type Row = {
  fingerprint: string;
  error_type: string;
  bpmn_process_id: string;
  name: string;
  element_id: string;
  message: string;
  incidents: number;
  cases: number;
  first_seen: Date;
  last_seen: Date;
  is_open: boolean;
  sample: string[];
};

export type GroupPlace = { readonly incidents: number; readonly fingerprint: string };

/** Incidents with the same fingerprint together, the largest group first; the message is that of the latest. */
export async function readIncidentGroups(
  sql: Sql,
  filter: IncidentFilter,
  { after, limit }: { readonly after: GroupPlace | null; readonly limit: number },
): Promise<readonly StoredIncidentGroup[]> {
  const conditions = incidentConditions(filter);
  const [count, fingerprint] = [
    conditions.parameter(after?.incidents ?? null),
    conditions.parameter(after?.fingerprint ?? null),
  ];
  const { rows } = await sql.query<Row>(
    `with matching as (select * from incident where ${conditions.where}),
     grouped as (
       select fingerprint, count(*) as incidents, count(distinct case_id) as cases, min(opened_at) as first_seen,
              max(opened_at) as last_seen, bool_or(resolved_at is null) as is_open,
              (array_agg(case_id order by opened_at desc, incident_key))[1:9]::text[] as sample
       from matching group by fingerprint),
     page as (
       select * from grouped
       where ${count}::bigint is null or incidents < ${count} or (incidents = ${count} and fingerprint > ${fingerprint}::uuid)
       order by incidents desc, fingerprint limit ${conditions.parameter(limit)})
     select page.fingerprint::text as fingerprint, incidents, cases, first_seen, last_seen, is_open, sample, latest.error_type,
            latest.element_id, latest.message, definition.bpmn_process_id, definition.name
     from page
     cross join lateral (
       select * from matching where matching.fingerprint = page.fingerprint order by opened_at desc, incident_key limit 1) as latest
     join process_definition as definition using (definition_id)
     order by incidents desc, page.fingerprint`,
    conditions.values,
  );
  return rows.map((row) => ({
    fingerprint: row.fingerprint,
    errorType: row.error_type,
    bpmnProcessId: row.bpmn_process_id,
    processName: row.name === "" ? row.bpmn_process_id : row.name,
    elementId: row.element_id,
    message: row.message,
    incidents: row.incidents,
    cases: row.cases,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    isOpen: row.is_open,
    sampleCaseIds: row.sample,
  }));
}
