import { type EngineRow, type RowFact, toElement } from "./engine-row";
import { INCIDENT_RANK } from "./rank";

export function decodeTaskInstance(of: EngineRow): readonly RowFact[] {
  const { row } = of;
  // A task that a program made by itself stands in no diagram.
  if (row.text("processInstanceId") === "" || row.text("activityInstanceId") === "") return [];
  const taskKey = row.requiredText("id");
  const assignee = row.text("assignee") || null;
  const element = toElement(of, { activity: "taskDefinitionKey", instance: "activityInstanceId" });
  const task = { kind: "user-task.changed", ...element, taskKey } as const;
  const at = (step: number, time: unknown) => ({ time, rank: INCIDENT_RANK - 10 + step, keys: [] });
  const started = row.raw("startTime");
  const created: RowFact = {
    id: `task-created:${taskKey}`,
    ...at(0, started),
    body: { ...task, state: "created", assignee: null },
  };
  const assigned: readonly RowFact[] =
    assignee === null
      ? []
      : [
          {
            id: `task-assigned:${taskKey}:${assignee}`,
            ...at(1, started),
            body: { ...task, state: "assigned", assignee },
          },
        ];
  if (row.text("endTime") === "") return [created, ...assigned];
  const state = row.text("deleteReason") === "completed" ? "completed" : "canceled";
  const ended: RowFact = {
    id: `task-ended:${taskKey}`,
    ...at(2, row.raw("endTime")),
    body: { ...task, state, assignee },
  };
  return [created, ...assigned, ended];
}
