import type { Sql } from "./database";

/**
 * What each table of the projection says, as sorted rows of text, independent of the order in which the landscape was met:
 * numbers of dictionaries are replaced by their words, rollups are summed over their shards, and what arrival alone
 * decides (under which of its ids an event was appended, when we did it) is left out. Two projections of the same events
 * are equal.
 */
export async function readProjection(sql: Sql): Promise<Readonly<Record<string, readonly string[]>>> {
  const entries: [string, readonly string[]][] = [];
  for (const [name, query] of Object.entries(QUERIES)) {
    const { rows } = await sql.query<{ row: string }>(`select given::text as row from (${query}) as given`);
    entries.push([name, rows.map(({ row }) => row).sort()]);
  }
  return Object.fromEntries(entries);
}

const ACTIVITY = (alias: string) => `${alias}.kind, ${alias}.producer, ${alias}.name, ${alias}.channel`;
const DEFINITION = "d.source, d.tenant, d.bpmn_process_id, d.version";

/** Sums over shards; a row that is nothing in sum is no row. */
function rollup(
  table: string,
  { keys, amounts, joins }: { readonly keys: string; readonly amounts: readonly string[]; readonly joins: string },
): string {
  return `select ${keys}, ${amounts.map((name) => `sum(r.${name})`).join(", ")} from ${table} r ${joins} group by ${keys}
    having ${amounts.map((name) => `sum(r.${name}) <> 0`).join(" or ")}`;
}

const OF_PROCESS = "join process p using (process_id)";
const OF_DEFINITION = "join process_definition d using (definition_id)";
const OF_EDGE = `${OF_PROCESS} join activity a on a.activity_id = r.from_activity_id join activity b on b.activity_id = r.to_activity_id`;
const EDGE_KEYS = `p.name, ${ACTIVITY("a")}, ${ACTIVITY("b")}, r.kind, r.hour`;
const ELEMENT_AMOUNTS = ["entered", "completed", "terminated", "incidents_opened", "incidents_resolved", "total_ms"];

const QUERIES: Readonly<Record<string, string>> = {
  correlation_key: "select key_id, case_id, priority, scope, name, value from correlation_key",
  case_shared_key: "select case_id, key_id, scope, name, value from case_shared_key",
  event: `select distinct coalesce(k.case_id, e.case_id), e.event_id, e.occurred_at, e.order_source, e.order_stream, e.order_position,
      e.part, e.kind, e.process, e.keys, e.detail, ${ACTIVITY("a")}, ${DEFINITION}, e.value
    from event e left join correlation_key k on k.key_id = e.case_id left join activity a using (activity_id)
      left join process_definition d using (definition_id)`,
  process_case: `select case_id, started_at, last_at, ended_at, p.name, event_count, open_incidents, status, variant_id,
      ${ACTIVITY("a")}, lead_priority, lead_scope, lead_name, lead_value, state
    from process_case ${OF_PROCESS} left join activity a on a.activity_id = last_activity_id`,
  process_instance: `select case_id, process_instance_key, ${DEFINITION}, started_at, ended_at, status, parent_process_instance_key
    from process_instance ${OF_DEFINITION}`,
  open_element: `select case_id, element_instance_key, ${DEFINITION}, entered_at, process_instance_key, element_id, element_type
    from open_element ${OF_DEFINITION}`,
  incident: `select case_id, incident_key, ${DEFINITION}, opened_at, resolved_at, process_instance_key, element_instance_key,
      element_id, error_type, job_key, fingerprint, message from incident ${OF_DEFINITION}`,
  variant: `select variant_id, parent_variant_id, ${ACTIVITY("a")}, depth from variant join activity a using (activity_id)
    where variant_id in (select variant_id from process_case)`,
  process_definition: `select ${DEFINITION}, d.definition_key, d.name, d.resource_name, d.bpmn_xml, d.deployed_at
    from process_definition d`,
  activity_rollup: rollup("activity_rollup", {
    keys: `p.name, ${ACTIVITY("a")}, r.hour`,
    amounts: ["occurrences"],
    joins: `${OF_PROCESS} join activity a using (activity_id)`,
  }),
  edge_rollup: rollup("edge_rollup", {
    keys: EDGE_KEYS,
    amounts: ["occurrences", "total_ms", "negative"],
    joins: OF_EDGE,
  }),
  edge_duration_rollup: rollup("edge_duration_rollup", {
    keys: `${EDGE_KEYS}, r.bucket`,
    amounts: ["occurrences"],
    joins: OF_EDGE,
  }),
  element_rollup: rollup("element_rollup", {
    keys: `${DEFINITION}, r.element_id, r.hour`,
    amounts: ELEMENT_AMOUNTS,
    joins: OF_DEFINITION,
  }),
  element_duration_rollup: rollup("element_duration_rollup", {
    keys: `${DEFINITION}, r.element_id, r.hour, r.bucket`,
    amounts: ["occurrences"],
    joins: OF_DEFINITION,
  }),
  flow_rollup: rollup("flow_rollup", {
    keys: `${DEFINITION}, r.flow_id, r.hour`,
    amounts: ["taken"],
    joins: OF_DEFINITION,
  }),
  instance_rollup: rollup("instance_rollup", {
    keys: `${DEFINITION}, r.hour`,
    amounts: ["started", "completed", "terminated", "open_incidents"],
    joins: OF_DEFINITION,
  }),
  case_rollup: rollup("case_rollup", {
    keys: "p.name, r.hour",
    amounts: ["cases", "ended", "canceled", "open_incidents", "events", "total_ms"],
    joins: OF_PROCESS,
  }),
  case_duration_rollup: rollup("case_duration_rollup", {
    keys: "p.name, r.hour, r.bucket",
    amounts: ["occurrences"],
    joins: OF_PROCESS,
  }),
  variant_rollup: rollup("variant_rollup", {
    keys: "p.name, r.variant_id, r.hour",
    amounts: ["cases", "total_ms"],
    joins: OF_PROCESS,
  }),
};
