import type { Sql } from "../database";

/** An incident as an operation needs it. `id` is `<source>:<incidentKey>`. */
export type StoredIncidentTarget = {
  readonly id: string;
  readonly source: string;
  readonly incidentKey: string;
  readonly jobKey: string | null;
  readonly processInstanceKey: string;
  readonly elementInstanceKey: string;
  readonly caseId: string;
  readonly caseLabel: string;
  readonly elementId: string;
  readonly message: string;
  /** Whether its case has had an event since it opened. */
  readonly hasMovedOn: boolean;
  readonly isResolved: boolean;
};

type Row = {
  source: string;
  incident_key: string;
  job_key: string | null;
  process_instance_key: string;
  element_instance_key: string;
  case_id: string;
  label: string;
  element_id: string;
  message: string;
  has_moved_on: boolean;
  is_resolved: boolean;
};

/** Those of the given incidents that exist, in the order of their ids. */
export async function readIncidentTargets(sql: Sql, ids: readonly string[]): Promise<readonly StoredIncidentTarget[]> {
  const { rows } = await sql.query<Row>(
    `select definition.source, incident.incident_key, incident.job_key, incident.process_instance_key, incident.element_instance_key, incident.case_id, incident.element_id, incident.message,
            process_case.lead_name || ':' || process_case.lead_value as label,
            process_case.last_at > incident.opened_at as has_moved_on,
            incident.resolved_at is not null as is_resolved
     from unnest($1::text[], $2::text[]) as wanted (source, incident_key)
     join incident on incident.incident_key = wanted.incident_key
     join process_definition definition on definition.definition_id = incident.definition_id and definition.source = wanted.source
     join process_case on process_case.case_id = incident.case_id
     order by definition.source, incident.incident_key`,
    [ids.map(sourceOf), ids.map(keyOf)],
  );
  return rows.map((row) => ({
    id: `${row.source}:${row.incident_key}`,
    source: row.source,
    incidentKey: row.incident_key,
    jobKey: row.job_key,
    processInstanceKey: row.process_instance_key,
    elementInstanceKey: row.element_instance_key,
    caseId: row.case_id,
    caseLabel: row.label,
    elementId: row.element_id,
    message: row.message,
    hasMovedOn: row.has_moved_on,
    isResolved: row.is_resolved,
  }));
}

const sourceOf = (id: string) => id.slice(0, Math.max(0, id.lastIndexOf(":")));
const keyOf = (id: string) => id.slice(id.lastIndexOf(":") + 1);
