import type { EventOf } from "@/lib/domain/event";
import { boundedText } from "../clean-text";
import { toElement } from "./zeebe-instance";
import type { ZeebeFact, ZeebeRecord } from "./zeebe-value";

type UserTaskState = EventOf<"user-task.changed">["state"];

const STATES = new Map<string, UserTaskState>([
  ["CREATED", "created"],
  ["ASSIGNED", "assigned"],
  ["COMPLETED", "completed"],
  ["CANCELED", "canceled"],
]);

export function decodeUserTask(record: ZeebeRecord): readonly ZeebeFact[] {
  const state = STATES.get(record.intent);
  if (state === undefined) return [];
  const element = toElement(record, "processDefinitionVersion");
  const taskKey = record.value.optionalKey("userTaskKey") ?? record.key;
  const assignee = record.value.text("assignee") || null;
  return [{ body: { kind: "user-task.changed", ...element, state, taskKey, assignee }, keys: [] }];
}

type JobUserTask = ReturnType<typeof toElement> & {
  readonly state: EventOf<"job.changed">["state"];
  readonly taskKey: string;
  readonly assignee: unknown;
};

/** Of a job that stands for a user task: it begins and ends with the job, and an assignee is a header of it. */
export function jobUserTask({ state, assignee, ...task }: JobUserTask): readonly ZeebeFact[] {
  if (state !== "created" && state !== "completed" && state !== "canceled") return [];
  const person = typeof assignee === "string" && assignee !== "" ? boundedText(assignee) : null;
  return [{ body: { kind: "user-task.changed", ...task, state, assignee: person }, keys: [] }];
}
