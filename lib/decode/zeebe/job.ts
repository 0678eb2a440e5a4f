import type { EventOf } from "@/lib/domain/event";
import { property } from "../json-path";
import { jobUserTask } from "./user-task";
import { toElement } from "./zeebe-instance";
import type { ZeebeFact, ZeebeRecord } from "./zeebe-value";

type JobState = EventOf<"job.changed">["state"];

const STATES = new Map<string, JobState>([
  ["CREATED", "created"],
  ["COMPLETED", "completed"],
  ["FAILED", "failed"],
  ["TIMED_OUT", "timed-out"],
  ["RETRIES_UPDATED", "retries-updated"],
  ["ERROR_THROWN", "error-thrown"],
  ["CANCELED", "canceled"],
]);

const USER_TASK_JOB = "io.camunda.zeebe:userTask";
const ASSIGNEE_HEADER = "io.camunda.zeebe:assignee";

/** A user task of the older kind is a job that nobody works on; it is shown as both. */
export function decodeJob(record: ZeebeRecord): readonly ZeebeFact[] {
  const { value } = record;
  const state = stateOf(record);
  if (state === null) return [];
  const element = toElement(record, "processDefinitionVersion");
  const jobType = value.text("type");
  const body = {
    kind: "job.changed",
    ...element,
    state,
    jobKey: record.key,
    jobType,
    retries: value.smallInteger("retries"),
    message: value.prose("errorMessage"),
  } as const;
  const job = { body, keys: [] };
  if (jobType !== USER_TASK_JOB) return [job];
  const assignee = property(value.raw("customHeaders"), ASSIGNEE_HEADER);
  return [job, ...jobUserTask({ ...element, state, taskKey: record.key, assignee })];
}

/** Newer clients set the retries by an update that may also be about something else. */
function stateOf({ intent, value }: ZeebeRecord): JobState | null {
  if (intent !== "UPDATED") return STATES.get(intent) ?? null;
  const changed = value.raw("changedAttributes");
  return Array.isArray(changed) && changed.includes("retries") ? "retries-updated" : null;
}
