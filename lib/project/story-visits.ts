import type { EventOf } from "@/lib/domain/event";
import type { ElementVisit, InstanceStory } from "./story-facts";

type Visit = Omit<ElementVisit, "outcome" | "durationMs"> & {
  readonly left: "completed" | "terminated" | null;
};

type ElementEvent = EventOf<"element.entered" | "element.left" | "element.migrated" | "incident.opened">;

/** Visits of elements: one for each element instance, whatever of it was seen. */
export class StoryVisits {
  readonly #visits = new Map<string, Visit>();

  enter(event: EventOf<"element.entered">): void {
    const visit = this.#find(event);
    if (visit.enteredAt !== null) return;
    const { elementId, elementType, occurredAt, calledProcessInstanceKey = null } = event;
    const scopeKey = event.scopeKey === event.processInstanceKey ? null : (event.scopeKey ?? null);
    const told = { elementId, elementType, enteredAt: occurredAt, scopeKey, calledProcessInstanceKey };
    this.#visits.set(event.elementInstanceKey, { ...visit, ...told });
  }

  leave(event: EventOf<"element.left">): void {
    const visit = this.#find(event);
    if (visit.left !== null) return;
    this.#visits.set(event.elementInstanceKey, { ...visit, leftAt: event.occurredAt, left: event.outcome });
  }

  /** One visit goes on under another name. */
  migrate(event: EventOf<"element.migrated">): void {
    const { elementId, elementInstanceKey } = event;
    this.#visits.set(elementInstanceKey, { ...this.#find(event), elementId });
  }

  /** An incident of an input mapping keeps an element on its way in: it is visited, though not entered yet. */
  hearOf(event: EventOf<"incident.opened">): void {
    const isOfProcess = String(event.elementInstanceKey) === String(event.processInstanceKey);
    if (!isOfProcess) this.#visits.set(event.elementInstanceKey, this.#find(event));
  }

  tell(state: InstanceStory["state"]): readonly ElementVisit[] {
    return Array.from(this.#visits.values(), (visit) => toElementVisit(visit, state));
  }

  #find({ elementInstanceKey, elementId, occurredAt }: ElementEvent): Visit {
    const known = this.#visits.get(elementInstanceKey);
    if (known !== undefined) return known;
    const unseen = { enteredAt: null, leftAt: null, left: null, scopeKey: null, calledProcessInstanceKey: null };
    return { elementId, elementInstanceKey, elementType: "", heardAt: occurredAt, ...unseen };
  }
}

/** When a process instance is over, no token stands in it, whether or not the leaving was seen. */
function toElementVisit({ left, ...visit }: Visit, state: InstanceStory["state"]): ElementVisit {
  const { enteredAt, leftAt } = visit;
  const durationMs = enteredAt === null || leftAt === null ? null : Math.max(0, leftAt - enteredAt);
  return { ...visit, outcome: left ?? state, durationMs };
}
