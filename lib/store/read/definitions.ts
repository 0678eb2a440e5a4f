import type { Sql } from "../database";

/** A version of a process definition, without its XML. */
export type StoredDefinition = {
  readonly definitionId: number;
  readonly source: string;
  readonly tenant: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly name: string;
  readonly hasXml: boolean;
};

type Row = {
  definition_id: number;
  source: string;
  tenant: string;
  bpmn_process_id: string;
  version: number;
  name: string;
  has_xml: boolean;
};

/** Every version of every definition, the newest version of each process first. Some hundreds. */
export async function readDefinitions(sql: Sql): Promise<readonly StoredDefinition[]> {
  const { rows } = await sql.query<Row>(
    `select definition_id, source, tenant, bpmn_process_id, version, name, bpmn_xml is not null as has_xml
     from process_definition
     order by source, bpmn_process_id, version desc, tenant`,
  );
  return rows.map((row) => ({
    definitionId: row.definition_id,
    source: row.source,
    tenant: row.tenant,
    bpmnProcessId: row.bpmn_process_id,
    version: row.version,
    name: row.name,
    hasXml: row.has_xml,
  }));
}

/** The XML as it was deployed; null while the definition is known by its instances only. */
export async function readBpmnXml(sql: Sql, definitionId: number): Promise<string | null> {
  const { rows } = await sql.query<{ bpmn_xml: string | null }>(
    "select bpmn_xml from process_definition where definition_id = $1",
    [definitionId],
  );
  return rows[0]?.bpmn_xml ?? null;
}

type DefinitionKey = {
  readonly definitionId: number;
  readonly definitionKey: string;
  readonly deployedAt: Date | null;
};

/** What the engine itself calls definitions by; those whose key it has not told yet are left out. */
export async function readDefinitionKeys(
  sql: Sql,
  definitionIds: readonly number[],
): Promise<readonly DefinitionKey[]> {
  const { rows } = await sql.query<DefinitionKey>(
    `select definition_id as "definitionId", definition_key as "definitionKey", deployed_at as "deployedAt"
     from process_definition where definition_id = any($1::int[]) and definition_key <> ''`,
    [definitionIds],
  );
  return rows;
}

/** How often each definition occurs in the newest cases of an observed process, the most frequent first. */
export async function readDefinitionsOfProcess(
  sql: Sql,
  processId: number,
  casesMax: number,
): Promise<readonly { readonly definitionId: number; readonly instances: number }[]> {
  const { rows } = await sql.query<{ definition_id: number; instances: number }>(
    `select definition_id, count(*) as instances
     from (select case_id from process_case where process_id = $1 order by started_at desc, case_id limit $2) as newest
     join process_instance using (case_id)
     group by definition_id
     order by instances desc, definition_id desc`,
    [processId, casesMax],
  );
  return rows.map((row) => ({ definitionId: row.definition_id, instances: row.instances }));
}
