import type { Sql } from "../database";
import { readInstanceTargets, type StoredInstanceTarget } from "./instance-target";

/** A user task as an operation needs it. `id` is `<source>:<processInstanceKey>:<taskKey>`. */
export type StoredTaskTarget = Omit<StoredInstanceTarget, "isActive"> & {
  readonly taskKey: string;
  readonly elementId: string;
  readonly isOpen: boolean;
};

type Told = {
  readonly caseId: string;
  readonly processInstanceKey: string;
  readonly taskKey: string;
  readonly elementId: string;
  readonly isEnded: boolean;
  readonly isStanding: boolean;
};

/** Those of the given user tasks that an engine has told of, over the events of their cases alone. */
export async function readTaskTargets(sql: Sql, ids: readonly string[]): Promise<readonly StoredTaskTarget[]> {
  const wanted = ids.map((id) => ({ id, instanceId: instanceIdOf(id), taskKey: taskKeyOf(id) }));
  const instances = await readInstanceTargets(sql, [...new Set(wanted.map(({ instanceId }) => instanceId))]);
  const byId = new Map(instances.map((instance) => [instance.id, instance]));
  const told = await readTold(sql, instances);
  return wanted.flatMap(({ id, instanceId, taskKey }) => {
    const instance = byId.get(instanceId);
    const task = told.find(
      (one) =>
        one.taskKey === taskKey &&
        one.caseId === instance?.caseId &&
        one.processInstanceKey === instance.processInstanceKey,
    );
    if (instance === undefined || task === undefined) return [];
    const { isActive, ...of } = instance;
    return [{ ...of, id, taskKey, elementId: task.elementId, isOpen: isActive && task.isStanding && !task.isEnded }];
  });
}

async function readTold(sql: Sql, instances: readonly StoredInstanceTarget[]): Promise<readonly Told[]> {
  const { rows } = await sql.query<Told>(
    `with told as (
       select known.case_id, fact.*
       from correlation_key as known join event on event.case_id = known.key_id
       cross join lateral jsonb_to_record(event.detail::jsonb)
         as fact ("processInstanceKey" text, "taskKey" text, "elementId" text, "elementInstanceKey" text, state text)
       where known.case_id = any($1::uuid[]) and event.kind = 'user-task.changed')
     select case_id as "caseId", "processInstanceKey", "taskKey", "elementId",
       bool_or(state in ('completed', 'canceled')) as "isEnded",
       exists (select from open_element where open_element.case_id = told.case_id
         and open_element.element_instance_key = told."elementInstanceKey") as "isStanding"
     from told group by case_id, "processInstanceKey", "taskKey", "elementId", "elementInstanceKey"`,
    [[...new Set(instances.map(({ caseId }) => caseId))]],
  );
  return rows;
}

const instanceIdOf = (id: string): string => id.slice(0, Math.max(id.lastIndexOf(":"), 0));
const taskKeyOf = (id: string): string => id.slice(id.lastIndexOf(":") + 1);
