import type { EventOf } from "@/lib/domain/event";
import type { IncidentStory } from "./story-facts";

/** Incidents of a process instance. One whose opening was not seen says nothing that could be shown, and is left out. */
export class StoryIncidents {
  readonly #opened = new Map<string, EventOf<"incident.opened">>();
  readonly #resolvedAt = new Map<string, number>();

  open(event: EventOf<"incident.opened">): void {
    if (!this.#opened.has(event.incidentKey)) this.#opened.set(event.incidentKey, event);
  }

  resolve({ incidentKey, occurredAt }: EventOf<"incident.resolved">): void {
    if (!this.#resolvedAt.has(incidentKey)) this.#resolvedAt.set(incidentKey, occurredAt);
  }

  tell(): readonly IncidentStory[] {
    return Array.from(this.#opened.values(), (event) => {
      const { incidentKey, elementId, elementInstanceKey, errorType, message, jobKey, occurredAt } = event;
      const resolvedAt = this.#resolvedAt.get(incidentKey) ?? null;
      const state = resolvedAt === null ? "open" : "resolved";
      const incident = { incidentKey, elementId, elementInstanceKey, errorType, message, jobKey };
      return { ...incident, state, openedAt: occurredAt, resolvedAt };
    });
  }
}
