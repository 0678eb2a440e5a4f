import type { Sql } from "../database";

/** A user task that a token stands at. What the engine told of it, its key and who has it, is in the case's events. */
export type StandingTask = {
  readonly caseId: string;
  readonly caseLabel: string;
  readonly definitionId: number;
  readonly source: string;
  readonly process: string;
  readonly processName: string;
  readonly version: number;
  readonly processInstanceKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  readonly enteredAt: Date;
};

export type TaskPlace = { readonly enteredAt: Date; readonly elementInstanceKey: string };

/** Open user tasks of all engines, the latest first, over an index of nothing else. */
export async function readStandingTasks(
  sql: Sql,
  { after, limit }: { readonly after: TaskPlace | null; readonly limit: number },
): Promise<readonly StandingTask[]> {
  const { rows } = await sql.query<StandingTask>(
    `select task.case_id as "caseId", process_case.lead_name || ':' || process_case.lead_value as "caseLabel",
       task.definition_id as "definitionId", definition.source, definition.bpmn_process_id as process,
       definition.name as "processName", definition.version, task.process_instance_key as "processInstanceKey",
       task.element_id as "elementId", task.element_instance_key as "elementInstanceKey", task.entered_at as "enteredAt"
     from open_element as task
     join process_definition as definition using (definition_id)
     join process_case on process_case.case_id = task.case_id
     where task.element_type = 'USER_TASK' and ($1::timestamptz is null or task.entered_at < $1
       or (task.entered_at = $1 and task.element_instance_key > $2))
     order by task.entered_at desc, task.element_instance_key limit $3`,
    [after?.enteredAt ?? null, after?.elementInstanceKey ?? "", limit],
  );
  return rows;
}
