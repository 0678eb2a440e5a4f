import type { Sql } from "../database";

export type CompensatingDefinition = {
  readonly source: string;
  readonly tenant: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly bpmnXml: string;
};

type Row = { source: string; tenant: string; bpmn_process_id: string; version: number; bpmn_xml: string };

/** Definitions whose diagrams speak of compensation, by a partial index: none for most companies. */
export async function readCompensatingDefinitions(sql: Sql): Promise<readonly CompensatingDefinition[]> {
  const { rows } = await sql.query<Row>(
    `select source, tenant, bpmn_process_id, version, bpmn_xml from process_definition
     where bpmn_xml like '%compensateEventDefinition%' order by definition_id desc limit 1000`,
  );
  return rows.map((row) => ({
    source: row.source,
    tenant: row.tenant,
    bpmnProcessId: row.bpmn_process_id,
    version: row.version,
    bpmnXml: row.bpmn_xml,
  }));
}
