import type { Sql } from "../database";
import { type Aside, addAside } from "../incident/aside";
import { Conditions } from "./conditions";

export type StoredIncident = {
  readonly incidentKey: string;
  readonly errorType: string;
  readonly caseId: string;
  readonly caseLabel: string;
  readonly source: string;
  readonly definitionId: number;
  readonly bpmnProcessId: string;
  readonly processName: string;
  readonly version: number;
  readonly processInstanceKey: string;
  readonly elementId: string;
  readonly message: string;
  readonly openedAt: Date;
  readonly resolvedAt: Date | null;
  readonly jobKey: string | null;
  readonly fingerprint: string;
  readonly alike: number;
};

type Row = {
  incident_key: string;
  error_type: string;
  case_id: string;
  lead_name: string;
  lead_value: string;
  source: string;
  definition_id: number;
  bpmn_process_id: string;
  name: string;
  version: number;
  process_instance_key: string;
  element_id: string;
  message: string;
  opened_at: Date;
  resolved_at: Date | null;
  job_key: string | null;
  fingerprint: string;
  alike: number;
};

/** Which incidents are meant. `caseIds` are sets, an incident's case must be in each. */
export type IncidentFilter = {
  readonly state: "open" | "resolved" | "all";
  readonly from: Date | null;
  readonly to: Date | null;
  readonly definitionIds: readonly number[] | null;
  readonly processId: number | null;
  /** Any of several, as a bound model lies over them. */
  readonly processIds?: readonly number[] | null;
  readonly source: string | null;
  readonly elementId: string | null;
  readonly fingerprint: string | null;
  readonly caseIds: readonly (readonly string[])[];
  readonly aside?: Aside | null;
};

export function incidentConditions(filter: IncidentFilter): Conditions {
  const conditions = new Conditions()
    .when("incident.opened_at >= $", filter.from)
    .when("incident.opened_at < $", filter.to)
    .when("incident.definition_id = any($::int[])", filter.definitionIds)
    .when("incident.element_id = $", filter.elementId)
    .when("incident.fingerprint = $::uuid", filter.fingerprint)
    .when("incident.definition_id in (select definition_id from process_definition where source = $)", filter.source)
    .when(
      "exists (select from process_case as ours where ours.case_id = incident.case_id and ours.process_id = $)",
      filter.processId,
    )
    .when(
      "exists (select from process_case as ours where ours.case_id = incident.case_id and ours.process_id = any($::int[]))",
      filter.processIds ?? null,
    );
  for (const caseIds of filter.caseIds) conditions.add("incident.case_id = any($::uuid[])", caseIds);
  if (filter.aside != null)
    addAside(conditions, filter.aside, { group: "incident.fingerprint", at: "incident.opened_at" });
  if (filter.state !== "all")
    conditions.always(`incident.resolved_at is ${filter.state === "open" ? "null" : "not null"}`);
  return conditions;
}

export type IncidentPlace = { readonly openedAt: Date; readonly incidentKey: string };

/** Incidents, the latest first, each with how many alike are open. */
export async function readIncidents(
  sql: Sql,
  filter: IncidentFilter,
  { after, limit }: { readonly after: IncidentPlace | null; readonly limit: number },
): Promise<readonly StoredIncident[]> {
  const conditions = incidentConditions(filter);
  if (after !== null) {
    const [openedAt, incidentKey] = [conditions.parameter(after.openedAt), conditions.parameter(after.incidentKey)];
    conditions.always(
      `incident.opened_at <= ${openedAt} and (incident.opened_at < ${openedAt} or incident.incident_key > ${incidentKey})`,
    );
  }
  const { rows } = await sql.query<Row>(
    `with page as materialized (
       select * from incident where ${conditions.where}
       order by opened_at desc, incident_key limit ${conditions.parameter(limit)}),
     alike as (
       select fingerprint, count(*) as alike from incident
       where resolved_at is null and fingerprint in (select fingerprint from page) group by fingerprint)
     select page.*, page.fingerprint::text as fingerprint, lead_name, lead_value, source, bpmn_process_id, definition.name, version,
       coalesce(alike, 0) as alike
     from page left join alike using (fingerprint)
     join process_case using (case_id) join process_definition as definition using (definition_id)
     order by page.opened_at desc, page.incident_key`,
    conditions.values,
  );
  return rows.map(toIncident);
}

/** The open incidents of a case. */
export async function readIncidentsOfCase(sql: Sql, caseId: string): Promise<readonly StoredIncident[]> {
  const nothing = {
    from: null,
    to: null,
    definitionIds: null,
    processId: null,
    source: null,
    elementId: null,
    fingerprint: null,
  };
  return readIncidents(sql, { ...nothing, state: "open", caseIds: [[caseId]] }, { after: null, limit: 200 });
}

export async function countOpenIncidents(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    "select count(*) as count from incident where resolved_at is null",
  );
  return rows[0]?.count ?? 0;
}

function toIncident(row: Row): StoredIncident {
  return {
    incidentKey: row.incident_key,
    errorType: row.error_type,
    caseId: row.case_id,
    caseLabel: `${row.lead_name}:${row.lead_value}`,
    source: row.source,
    definitionId: row.definition_id,
    bpmnProcessId: row.bpmn_process_id,
    processName: row.name === "" ? row.bpmn_process_id : row.name,
    version: row.version,
    processInstanceKey: row.process_instance_key,
    elementId: row.element_id,
    message: row.message,
    openedAt: row.opened_at,
    resolvedAt: row.resolved_at,
    jobKey: row.job_key,
    fingerprint: row.fingerprint,
    alike: row.alike,
  };
}
