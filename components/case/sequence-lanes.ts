import type { CaseEvent, CaseStory } from "@/lib/api/contract/cases";
import { isEngineEvent } from "./timeline-rows";

export type SequenceLane = {
  readonly kind: "service" | "instance" | "engine" | "others";
  readonly name: string;
  /** What tells it from others of its name. */
  readonly note: string;
};

/** More stand too far apart to follow an arrow; the rest share the last one. */
const SEQUENCE_LANES_MAX = 20;

/** A lifeline for each service and each process instance, in the order in which they first speak. */
export class SequenceLanes {
  readonly all: SequenceLane[] = [];
  readonly #laneOf = new Map<string, number>();
  readonly #instances: ReadonlyMap<string, CaseStory["processInstances"][number]>;

  constructor(instances: CaseStory["processInstances"]) {
    this.#instances = new Map(instances.map((instance) => [instance.processInstanceKey, instance]));
  }

  laneOf(event: CaseEvent): number {
    const key = keyOf(event);
    const known = this.#laneOf.get(key);
    if (known !== undefined) return known;
    if (this.all.length < SEQUENCE_LANES_MAX) this.all.push(this.#toLane(event));
    else this.all[SEQUENCE_LANES_MAX - 1] = { kind: "others", name: "others", note: "" };
    this.#laneOf.set(key, this.all.length - 1);
    return this.all.length - 1;
  }

  #toLane(event: CaseEvent): SequenceLane {
    if (!isEngineEvent(event)) return { kind: "service", name: event.producer || event.source, note: "service" };
    if (event.processInstanceKey === null) return { kind: "engine", name: event.source, note: "engine" };
    const name = this.#instances.get(event.processInstanceKey)?.processName ?? event.producer;
    return { kind: "instance", name, note: `process instance …${event.processInstanceKey.slice(-4)}` };
  }
}

function keyOf(event: CaseEvent): string {
  if (!isEngineEvent(event)) return `service ${event.producer || event.source}`;
  return event.processInstanceKey === null
    ? `engine ${event.source}`
    : `instance ${event.source} ${event.processInstanceKey}`;
}
