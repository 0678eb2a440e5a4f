import type { Event } from "@/lib/domain/event";

/** Who tells an event: a service, a process instance, or an engine itself. Only to be compared. */
export type Speaker = string;

export function speakerOf(event: Event): Speaker {
  if (event.kind === "activity.occurred") return `service\u001f${event.activity.producer}`;
  if ("processInstanceKey" in event) return `instance\u001f${event.definition.source}\u001f${event.processInstanceKey}`;
  return `engine\u001f${event.source}`;
}
