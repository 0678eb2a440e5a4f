import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { Event, EventBody } from "@/lib/domain/event";
import {
  toElementInstanceKey,
  toEventId,
  toIncidentKey,
  toProcessInstanceKey,
  toSourceName,
  toStreamName,
} from "@/lib/domain/identifiers";
import { UNKNOWN_VERSION } from "@/lib/domain/process-definition";

const ENGINE = toSourceName("camunda");
const unversioned = { source: ENGINE, tenant: "<default>", bpmnProcessId: "order", version: UNKNOWN_VERSION };
export const versioned = { ...unversioned, version: 3 };

/** The event at a second, which is also its position. */
export function at(second: number, body: EventBody): Event {
  return {
    ...body,
    id: toEventId(`e${second}`),
    occurredAt: second * 1000,
    recordedAt: second * 1000,
    source: ENGINE,
    stream: toStreamName("partition/1"),
    position: second,
    part: 0,
    process: null,
    keys: [],
  };
}

const instance = { definition: versioned, processInstanceKey: toProcessInstanceKey("1") };

/** An element that is visited once: its element instance is named after it. */
function element(elementId: string, definition = versioned) {
  return { ...instance, definition, elementId, elementInstanceKey: toElementInstanceKey(`visit of ${elementId}`) };
}

export const started: EventBody = {
  kind: "instance.started",
  ...instance,
  definitionKey: "250",
  parentProcessInstanceKey: null,
};

export const ended = (outcome: "completed" | "terminated"): EventBody => ({
  kind: "instance.ended",
  ...instance,
  outcome,
});

export const entered = (elementId: string, elementType = "SERVICE_TASK"): EventBody => ({
  kind: "element.entered",
  ...element(elementId),
  elementType,
  activity: { kind: "element", producer: "order", name: elementId, channel: ENGINE },
});

/** The visit of an element goes on as another of version 4. */
export const migrated = (elementId: string, toElementId: string): readonly EventBody[] => {
  const of = { ...element(elementId, { ...versioned, version: 4 }), elementId: toElementId };
  return [
    { kind: "instance.migrated", ...instance, definition: of.definition, definitionKey: "260" },
    { kind: "element.migrated", ...of, elementType: "SERVICE_TASK" },
  ];
};

export const left = (elementId: string, outcome: "completed" | "terminated" = "completed"): EventBody => ({
  kind: "element.left",
  ...element(elementId),
  outcome,
});

export const flow = (flowId: string): EventBody => ({ kind: "flow.taken", ...instance, flowId });

export const variable = (name: string, value: string, scopeKey = "1"): EventBody => ({
  kind: "variable.set",
  ...instance,
  definition: unversioned,
  scopeKey,
  name,
  value,
  truncated: false,
});

type JobState = Extract<EventBody, { kind: "job.changed" }>["state"];

export const job = (elementId: string, state: JobState, { retries = 3, message = "" } = {}): EventBody => ({
  kind: "job.changed",
  ...element(elementId),
  state,
  jobKey: `job of ${elementId}`,
  jobType: "send-it",
  retries,
  message,
});

export const incident = (elementId: string, message: string, jobKey: string | null = null): EventBody => ({
  kind: "incident.opened",
  ...element(elementId, unversioned),
  incidentKey: toIncidentKey(`incident at ${elementId}`),
  errorType: "JOB_NO_RETRIES",
  message,
  jobKey,
});

export const resolved = (elementId: string): EventBody => ({
  kind: "incident.resolved",
  ...element(elementId, unversioned),
  incidentKey: toIncidentKey(`incident at ${elementId}`),
});

export const subscription = (elementId: string, state: "opened" | "correlated" | "closed"): EventBody => ({
  kind: "subscription.changed",
  ...element(elementId, unversioned),
  state,
  messageName: "PaymentReceivedEvent",
  correlationKey: "c-1",
  messageKey: null,
});

/** A boundary timer belongs to the element instance of its host; its record names no process. */
export const timer = (hostId: string, state: "started" | "triggered" | "canceled", dueAt: number): EventBody => ({
  kind: "timer.changed",
  ...element(hostId, { ...unversioned, bpmnProcessId: "" }),
  elementId: "too-late",
  state,
  timerKey: "timer",
  dueAt,
});

type TaskState = Extract<EventBody, { kind: "user-task.changed" }>["state"];

export const userTask = (elementId: string, state: TaskState, assignee: string | null = null): EventBody => ({
  kind: "user-task.changed",
  ...element(elementId),
  state,
  taskKey: `job of ${elementId}`,
  assignee,
});

/** What a service said at a second, with LINK keys written as `name=value`. */
export function said(second: number, [producer, name]: readonly [string, string], ...keys: readonly string[]): Event {
  const activity = { kind: "event", producer, name, channel: "orders" } as const;
  return { ...at(second, { kind: "activity.occurred", activity, ends: false }), keys: keys.map(linkKey) };
}

function linkKey(text: string): CorrelationKey {
  const [name = "", value = ""] = text.split("=");
  return { scope: "", name, value, role: "link", priority: 10 };
}
