import type { Sql } from "../database";

type NewVersion = {
  readonly name: string;
  readonly xml: string;
  readonly elements: number;
  readonly warnings: readonly string[];
  readonly origin: string;
  readonly createdBy: string;
};

/** Adds the next version of the model of this name; one that was archived is back with it. */
export async function insertModelVersion(
  tx: Sql,
  { name, xml, elements, warnings, origin, createdBy }: NewVersion,
): Promise<{ readonly modelId: number; readonly version: number }> {
  // The update locks the model's row, so that two uploads at once become two versions.
  const model = await tx.query<{ model_id: number }>(
    `insert into process_model (name, created_by) values ($1, $2)
     on conflict (name) do update set archived_at = null returning model_id`,
    [name, createdBy],
  );
  const modelId = model.rows[0]?.model_id ?? 0;
  const { rows } = await tx.query<{ version: number }>(
    `insert into process_model_version (model_id, version, elements, created_by, origin, warnings, bpmn_xml)
     select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 from process_model_version where model_id = $1
     returning version`,
    [modelId, elements, createdBy, origin, JSON.stringify(warnings), xml],
  );
  return { modelId, version: rows[0]?.version ?? 0 };
}

/** Whether there ever was one of this name, also when it is archived. */
export async function wasModelSaved(sql: Sql, name: string): Promise<boolean> {
  const { rows } = await sql.query("select from process_model where name = $1", [name]);
  return rows.length > 0;
}

/** False when there is none of this name, or it is archived already. */
export async function archiveModel(tx: Sql, name: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update process_model set archived_at = now() where name = $1 and archived_at is null",
    [name],
  );
  return rowCount === 1;
}
