import { createHash } from "node:crypto";
import type { Activity } from "@/lib/domain/activity";
import type { Event, EventOf } from "@/lib/domain/event";
import type { ProcessInstanceKey } from "@/lib/domain/identifiers";
import type { DefinitionIdentity } from "@/lib/domain/process-definition";

const HOUR_MS = 60 * 60 * 1000;
export const hour = (at: number) => at - (((at % HOUR_MS) + HOUR_MS) % HOUR_MS);

export const hashed = (...words: readonly string[]): string => {
  const hex = createHash("sha256").update(words.join("\u001f")).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
};

export function words({ kind, producer, name, channel }: Activity): readonly string[] {
  return [kind, producer, name, channel];
}

export function sortedBy<Item>(items: readonly Item[], by: (item: Item) => string): readonly Item[] {
  return [...items].sort((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0));
}

type NaiveActivity = { readonly at: number; readonly activity: Activity; readonly instance: ProcessInstanceKey | null };
export type Placed<E extends Event = Event> = { readonly event: E; readonly place: number };
const IMPLY_INSTANCE = [
  "instance.started",
  "instance.ended",
  "element.entered",
  "element.left",
  "flow.taken",
  "incident.opened",
  "incident.resolved",
] as const;
export type Implying = EventOf<(typeof IMPLY_INSTANCE)[number]>;

/** Facts of one case by their definitions, each looked for in the whole trace anew. Part of the naive oracle. */
export class NaiveCase {
  readonly placed: readonly Placed[];

  constructor(trace: readonly Event[]) {
    this.placed = trace.map((event, place) => ({ event, place }));
  }

  all<Kind extends Event["kind"]>(...kinds: readonly Kind[]): readonly Placed<EventOf<Kind>>[] {
    return this.placed.filter(({ event }) => kinds.includes(event.kind as Kind)) as never;
  }

  process(): string | null {
    for (const { event } of this.placed) if (event.process !== null) return event.process;
    const root = this.all("instance.started").find(({ event }) => event.parentProcessInstanceKey === null)?.event;
    return root === undefined ? null : `${root.definition.source}:${root.definition.bpmnProcessId}`;
  }

  #instanceEvents(key: string): readonly Placed<Implying>[] {
    return this.all(...IMPLY_INSTANCE).filter(({ event }) => event.processInstanceKey === key);
  }

  /** As it is known once the events up to a place have been seen. */
  #definitionAt(key: string, place: number): DefinitionIdentity {
    const seen = this.#instanceEvents(key).filter((placed) => placed.place <= place);
    const start = seen.find(({ event }) => event.kind === "instance.started");
    if (start !== undefined && start.event.definition.version !== 0) return start.event.definition;
    const named = seen.find(({ event }) => event.definition.version !== 0);
    return (named ?? seen[0])?.event.definition as DefinitionIdentity;
  }

  definitionOf({ event, place }: Placed<Implying>): DefinitionIdentity {
    return event.definition.version === 0 ? this.#definitionAt(event.processInstanceKey, place) : event.definition;
  }

  instances() {
    const keys = new Set(this.all(...IMPLY_INSTANCE).map(({ event }) => event.processInstanceKey));
    return [...keys].sort().map((key) => {
      const events = this.#instanceEvents(key).map(({ event }) => event);
      const start = events.find((event) => event.kind === "instance.started");
      const end = events.find((event) => event.kind === "instance.ended");
      return {
        processInstanceKey: key,
        definition: this.#definitionAt(key, Number.POSITIVE_INFINITY),
        parentProcessInstanceKey: start?.parentProcessInstanceKey ?? null,
        startedAt: (start ?? events[0])?.occurredAt ?? 0,
        endedAt: end?.occurredAt ?? null,
        status: end?.outcome ?? "active",
      };
    });
  }

  status(): { status: string; endedAt: number | null } {
    const instances = this.instances();
    if (instances.length === 0) {
      const end = this.all("activity.occurred").find(({ event }) => event.ends);
      return end === undefined
        ? { status: "active", endedAt: null }
        : { status: "ended", endedAt: end.event.occurredAt };
    }
    const roots = instances.filter(
      ({ parentProcessInstanceKey: parent }) =>
        parent === null || !instances.some(({ processInstanceKey }) => processInstanceKey === parent),
    );
    if (roots.some(({ status }) => status === "active")) return { status: "active", endedAt: null };
    const endedAt = Math.max(...roots.map((root) => root.endedAt ?? 0));
    const isCanceled =
      roots.some(({ status }) => status === "terminated") && !roots.some(({ status }) => status === "completed");
    return { status: isCanceled ? "canceled" : "ended", endedAt };
  }

  leftOf(elementInstanceKey: string) {
    return this.all("element.left").find(({ event }) => event.elementInstanceKey === elementInstanceKey);
  }

  enteredOf(elementInstanceKey: string) {
    return this.all("element.entered").find(({ event }) => event.elementInstanceKey === elementInstanceKey);
  }

  openElements() {
    const open = this.all("element.entered").filter(({ event }) => this.leftOf(event.elementInstanceKey) === undefined);
    return sortedBy(
      open.map((placed) => ({
        elementInstanceKey: placed.event.elementInstanceKey,
        elementId: placed.event.elementId,
        definition: this.definitionOf(placed),
        enteredAt: placed.event.occurredAt,
      })),
      ({ elementInstanceKey }) => elementInstanceKey,
    );
  }

  incidents() {
    const opened = this.all("incident.opened").map((placed) => {
      const { event, place } = placed;
      const resolved = this.all("incident.resolved").find((other) => other.event.incidentKey === event.incidentKey);
      const element = this.#openAt(event.elementInstanceKey, place);
      return {
        incidentKey: event.incidentKey,
        definition: this.#incidentDefinition(placed, element),
        elementId: event.elementId,
        openedAt: event.occurredAt,
        resolvedAt: resolved?.event.occurredAt ?? null,
        elementHour: hour(element?.event.occurredAt ?? event.occurredAt),
        processInstanceKey: event.processInstanceKey,
      };
    });
    return sortedBy(opened, ({ incidentKey }) => incidentKey);
  }

  #openAt(elementInstanceKey: string, place: number) {
    const entered = this.enteredOf(elementInstanceKey);
    const left = this.leftOf(elementInstanceKey);
    if (entered === undefined || entered.place > place) return undefined;
    return left !== undefined && left.place < place ? undefined : entered;
  }

  /** Its own, that of the element that it stands in, or that of the process instance as soon as that is known. */
  #incidentDefinition(placed: Placed<Implying>, element: Placed<Implying> | undefined): DefinitionIdentity {
    const { event } = placed;
    if (event.definition.version !== 0) return event.definition;
    const ofElement = element === undefined ? undefined : this.definitionOf(element);
    if (ofElement !== undefined && ofElement.version !== 0) return ofElement;
    for (const { place } of this.placed.slice(placed.place)) {
      const ofInstance = this.#definitionAt(event.processInstanceKey, place);
      if (ofInstance.version !== 0) return ofInstance;
    }
    return event.definition;
  }

  activities(): readonly NaiveActivity[] {
    return this.placed.flatMap(({ event }): NaiveActivity[] => {
      if (event.kind === "activity.occurred")
        return [{ at: event.occurredAt, activity: event.activity, instance: null }];
      if (event.kind !== "element.entered" || event.elementType === "MULTI_INSTANCE_BODY") return [];
      return [{ at: event.occurredAt, activity: event.activity, instance: event.processInstanceKey }];
    });
  }

  variantId(): string {
    return this.activities().reduce<string>((parent, { activity }) => hashed(parent, ...words(activity)), "");
  }
}
