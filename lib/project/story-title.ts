import { assertNever } from "@/lib/domain/assert-never";
import type { Event, EventOf } from "@/lib/domain/event";
import type { DefinitionIdentity } from "@/lib/domain/process-definition";

/** An event in a few words, as a person reads it in a list. */
export function eventTitle(event: Event): string {
  switch (event.kind) {
    case "activity.occurred":
      return event.activity.name;
    case "definition.deployed":
      return `${processWords(event.definition)} version ${event.definition.version} deployed`;
    case "instance.started":
      return `${processWords(event.definition)} started`;
    case "instance.ended":
      return `${processWords(event.definition)} ${event.outcome}`;
    case "instance.migrated":
      return `${processWords(event.definition)} migrated to version ${event.definition.version}`;
    case "flow.taken":
      return `Flow ${event.flowId} taken`;
    case "variable.set":
      return `Variable ${event.name} set`;
    case "message.changed":
      return `Message ${event.messageName} ${event.state}`;
    default:
      return elementTitle(event);
  }
}

type ElementEvent = Extract<Event, { elementInstanceKey: unknown }>;

function elementTitle(event: ElementEvent): string {
  switch (event.kind) {
    case "element.entered":
      return `${event.elementId} entered`;
    case "element.left":
      return `${event.elementId} ${event.outcome}`;
    case "element.migrated":
      return `${event.elementId} taken over`;
    case "incident.opened":
      return `Incident at ${event.elementId}: ${event.errorType}`;
    case "incident.resolved":
      return `Incident at ${event.elementId} resolved`;
    case "timer.changed":
      return `Timer ${event.elementId} ${event.state}`;
    case "job.changed":
      return jobTitle(event);
    case "subscription.changed":
      return subscriptionTitle(event);
    case "user-task.changed":
      return userTaskTitle(event);
    case "decision.evaluated":
      return decisionTitle(event);
    default:
      return assertNever(event);
  }
}

function jobTitle({ state, jobType, retries }: EventOf<"job.changed">): string {
  switch (state) {
    case "failed":
      return `Job ${jobType} failed, ${retries} ${retries === 1 ? "retry" : "retries"} left`;
    case "timed-out":
      return `Job ${jobType} timed out`;
    case "retries-updated":
      return `Retries of job ${jobType} set to ${retries}`;
    case "error-thrown":
      return `Job ${jobType} threw an error`;
    default:
      return `Job ${jobType} ${state}`;
  }
}

function subscriptionTitle({ state, messageName }: EventOf<"subscription.changed">): string {
  switch (state) {
    case "opened":
      return `Waits for message ${messageName}`;
    case "correlated":
      return `Message ${messageName} correlated`;
    case "closed":
      return `No longer waits for message ${messageName}`;
  }
}

function userTaskTitle({ state, elementId, assignee }: EventOf<"user-task.changed">): string {
  if (state !== "assigned") return `User task ${elementId} ${state}`;
  return assignee === null ? `User task ${elementId} given back` : `User task ${elementId} assigned to ${assignee}`;
}

/** Without what came out: titles are not masked. */
function decisionTitle({ state, decisionId, decisionName }: EventOf<"decision.evaluated">): string {
  return `Decision ${decisionName || decisionId} ${state === "failed" ? "failed" : "made"}`;
}

function processWords({ bpmnProcessId }: DefinitionIdentity): string {
  return bpmnProcessId === "" ? "Process" : `Process ${bpmnProcessId}`;
}

/**
 * Who tells it: a service, or a process of an engine. A timer names only its process instance: given that, it speaks for
 * the same process as the other events of it. What belongs to no process is the engine's own.
 */
export function eventProducer(event: Event, instance?: { readonly definition: DefinitionIdentity }): string {
  if (event.kind === "activity.occurred") return event.activity.producer;
  if (event.kind === "message.changed") return event.source;
  return event.definition.bpmnProcessId || instance?.definition.bpmnProcessId || event.source;
}
