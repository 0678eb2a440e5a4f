import type { Sql } from "../database";

export type StoredModel = {
  readonly modelId: number;
  readonly name: string;
  readonly archivedAt: Date | null;
  readonly versions: readonly StoredModelVersion[];
};
export type StoredModelVersion = {
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Where the diagram came from, in words: "" for an upload. */
  readonly origin: string;
  readonly elements: number;
  readonly warnings: readonly string[];
  /** 0: nothing was ever bound. */
  readonly bindingVersion: number;
  readonly bindings: number;
};

type Row = {
  model_id: number;
  name: string;
  archived_at: Date | null;
  version: number;
  created_at: Date;
  created_by: string;
  origin: string;
  elements: number;
  warnings: string[];
  binding_version: number | null;
  bindings: number | null;
};

/** Every model with its versions, the newest first, without their diagrams. As many as people drew. */
export async function readModels(sql: Sql): Promise<readonly StoredModel[]> {
  const { rows } = await sql.query<Row>(
    `select model.model_id, model.name, model.archived_at, of.version, of.created_at, of.created_by, of.origin, of.elements,
            of.warnings, newest.binding_version, newest.bindings
     from process_model as model join process_model_version as of using (model_id)
     left join lateral (
       select binding_version, bindings from model_binding_version as saved
       where saved.model_id = of.model_id and saved.version = of.version
       order by binding_version desc limit 1) as newest on true
     order by model.name, of.version desc`,
  );
  const models = new Map<number, StoredModel & { versions: StoredModelVersion[] }>();
  for (const row of rows) {
    const model = models.get(row.model_id) ?? {
      modelId: row.model_id,
      name: row.name,
      archivedAt: row.archived_at,
      versions: [],
    };
    models.set(row.model_id, model);
    model.versions.push(toVersion(row));
  }
  return [...models.values()];
}

const toVersion = (row: Row): StoredModelVersion => ({
  version: row.version,
  createdAt: row.created_at,
  createdBy: row.created_by,
  origin: row.origin,
  elements: row.elements,
  warnings: row.warnings,
  bindingVersion: row.binding_version ?? 0,
  bindings: row.bindings ?? 0,
});

/** The diagram of a version, which never changes. */
export async function readModelXml(sql: Sql, modelId: number, version: number): Promise<string | null> {
  const { rows } = await sql.query<{ bpmn_xml: string }>(
    "select bpmn_xml from process_model_version where model_id = $1 and version = $2",
    [modelId, version],
  );
  return rows[0]?.bpmn_xml ?? null;
}
