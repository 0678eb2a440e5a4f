import type {
  ElementVisit,
  IncidentStory,
  JobStory,
  SubscriptionStory,
  TimerStory,
  UserTaskStory,
} from "./story-facts";

/** A line to read; the whole message stands with the incident. */
const MESSAGE_LENGTH_MAX = 300;

export function incidentWaitText({ elementId, message, errorType }: IncidentStory): string {
  return `stopped by an incident at ${elementId}: ${firstLine(message) || errorType}`;
}

export function messageWaitText({ messageName, correlationKey }: SubscriptionStory): string {
  const text = `waits for message ${messageName}`;
  return correlationKey === "" ? text : `${text} with correlation key ${correlationKey}`;
}

export function timerWaitText({ elementId }: TimerStory): string {
  return `waits for timer ${elementId}`;
}

export function userTaskWaitText({ elementId, assignee }: UserTaskStory): string {
  return assignee === null
    ? `waits for somebody to take user task ${elementId}`
    : `waits for ${assignee} to complete user task ${elementId}`;
}

export function jobWaitText({ jobType, state, retries, message }: JobStory): string {
  const text = `waits for a worker of type ${jobType}`;
  if (state === "timed-out") return `${text}; the last one took too long`;
  if (state !== "failed") return text;
  const left = `${retries} ${retries === 1 ? "retry" : "retries"} left`;
  return `${text} to try again, ${left}${message === "" ? "" : `: ${firstLine(message)}`}`;
}

export function elementWaitText({ elementId, elementType }: ElementVisit): string {
  return elementType === "CALL_ACTIVITY" ? `waits for the process that ${elementId} called` : `stands at ${elementId}`;
}

function firstLine(message: string): string {
  const line = message.trimStart().split("\n", 1)[0]?.trimEnd() ?? "";
  return line.length > MESSAGE_LENGTH_MAX ? `${line.slice(0, MESSAGE_LENGTH_MAX)}…` : line;
}
