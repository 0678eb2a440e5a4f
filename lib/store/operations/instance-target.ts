import type { Sql } from "../database";

/** A process instance as an operation needs it. `id` is `<source>:<processInstanceKey>`. */
export type StoredInstanceTarget = {
  readonly id: string;
  readonly source: string;
  readonly processInstanceKey: string;
  readonly process: string;
  readonly caseId: string;
  readonly caseLabel: string;
  readonly isActive: boolean;
};

const COLUMNS = `definition.source || ':' || instance.process_instance_key as id, definition.source,
  instance.process_instance_key as "processInstanceKey", definition.bpmn_process_id as process, instance.case_id as "caseId",
  process_case.lead_name || ':' || process_case.lead_value as "caseLabel", instance.status = 'active' as "isActive"`;

/** Those of the given process instances that exist, in the order of their ids. */
export async function readInstanceTargets(sql: Sql, ids: readonly string[]): Promise<readonly StoredInstanceTarget[]> {
  const { rows } = await sql.query<StoredInstanceTarget>(
    `select ${COLUMNS} from unnest($1::text[], $2::text[]) as wanted (source, process_instance_key)
     join correlation_key as known on known.name = 'processInstanceKey'
       and known.value = wanted.source || ':' || wanted.process_instance_key
     join process_instance as instance
       on instance.case_id = known.case_id and instance.process_instance_key = wanted.process_instance_key
     join process_definition as definition on definition.definition_id = instance.definition_id and definition.source = wanted.source
     join process_case on process_case.case_id = instance.case_id
     order by definition.source, instance.process_instance_key`,
    [ids.map(sourceOf), ids.map(keyOf)],
  );
  return rows;
}

type ActiveOf = {
  readonly caseIds: readonly string[];
  readonly definitionIds: readonly number[] | null;
  /** Only those with a token in it. */
  readonly elementId: string | null;
};

/** Active process instances of cases, of some definitions alone when they are given. */
export async function readActiveInstances(
  sql: Sql,
  { caseIds, definitionIds, elementId }: ActiveOf,
): Promise<readonly string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select definition.source || ':' || instance.process_instance_key as id
     from process_instance as instance join process_definition as definition using (definition_id)
     where instance.case_id = any($1::uuid[]) and instance.status = 'active'
       and ($2::int[] is null or instance.definition_id = any($2::int[]))
       and ($3::text is null or exists (select from open_element as token where token.case_id = instance.case_id
         and token.process_instance_key = instance.process_instance_key and token.element_id = $3))
     order by id`,
    [caseIds, definitionIds, elementId],
  );
  return rows.map(({ id }) => id);
}

export type StandingToken = { readonly elementId: string; readonly elementInstanceKey: string };

/** Where the tokens of a process instance stand now. */
export async function readTokens(
  sql: Sql,
  { caseId, processInstanceKey }: Pick<StoredInstanceTarget, "caseId" | "processInstanceKey">,
): Promise<readonly StandingToken[]> {
  const { rows } = await sql.query<StandingToken>(
    `select element_id as "elementId", element_instance_key as "elementInstanceKey" from open_element
     where case_id = $1 and process_instance_key = $2 order by element_instance_key`,
    [caseId, processInstanceKey],
  );
  return rows;
}

const sourceOf = (id: string) => id.slice(0, Math.max(0, id.lastIndexOf(":")));
const keyOf = (id: string) => id.slice(id.lastIndexOf(":") + 1);
