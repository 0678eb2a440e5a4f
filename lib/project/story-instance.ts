import { assertNever } from "@/lib/domain/assert-never";
import type { Event, EventKind } from "@/lib/domain/event";
import type { ProcessInstanceKey } from "@/lib/domain/identifiers";
import { type DefinitionIdentity, UNKNOWN_VERSION } from "@/lib/domain/process-definition";
import type { InstanceStory } from "./story-facts";
import { StoryIncidents } from "./story-incidents";
import { StoryVariables } from "./story-variables";
import { StoryVisits } from "./story-visits";
import { StoryWork } from "./story-work";

export type InstanceEvent = Extract<Event, { kind: EventKind; processInstanceKey: ProcessInstanceKey }>;

type Course = Pick<
  InstanceStory,
  | "definitionKey"
  | "parentProcessInstanceKey"
  | "parentElementInstanceKey"
  | "state"
  | "startedAt"
  | "isStartSeen"
  | "endedAt"
>;

/** A process instance while its story is told, in place. Events come in canonical order, any of them may be missing. */
export class StoryInstance {
  readonly #processInstanceKey: ProcessInstanceKey;
  readonly #visits = new StoryVisits();
  readonly #flows = new Map<string, number>();
  readonly #variables = new StoryVariables();
  readonly #incidents = new StoryIncidents();
  readonly #work = new StoryWork();
  #course: Course;
  #definition: DefinitionIdentity;
  #definitionRank: number;

  constructor(first: InstanceEvent) {
    this.#processInstanceKey = first.processInstanceKey;
    this.#definition = first.definition;
    this.#definitionRank = rankOf(first);
    this.#course = {
      definitionKey: "",
      parentProcessInstanceKey: null,
      parentElementInstanceKey: null,
      state: "active",
      startedAt: first.occurredAt,
      isStartSeen: false,
      endedAt: null,
    };
  }

  apply(event: InstanceEvent): void {
    this.#learnDefinition(event);
    switch (event.kind) {
      case "instance.started":
      case "instance.migrated":
      case "instance.ended":
        this.#applyCourse(event);
        break;
      case "element.migrated":
        this.#visits.migrate(event);
        break;
      case "element.entered":
        this.#visits.enter(event);
        break;
      case "element.left":
        this.#visits.leave(event);
        break;
      case "flow.taken":
        this.#flows.set(event.flowId, (this.#flows.get(event.flowId) ?? 0) + 1);
        break;
      case "variable.set":
        this.#variables.set(event);
        break;
      case "incident.opened":
        this.#incidents.open(event);
        this.#visits.hearOf(event);
        break;
      case "incident.resolved":
        this.#incidents.resolve(event);
        break;
      case "job.changed":
      case "subscription.changed":
      case "timer.changed":
      case "user-task.changed":
        this.#work.apply(event);
        break;
      case "decision.evaluated":
        // Shown where it happened, as what it is.
        break;
      default:
        assertNever(event);
    }
  }

  tell(): InstanceStory {
    return {
      processInstanceKey: this.#processInstanceKey,
      definition: this.#definition,
      ...this.#course,
      visits: this.#visits.tell(this.#course.state),
      flows: Array.from(this.#flows, ([flowId, count]) => ({ flowId, count })),
      variables: this.#variables.tell(),
      incidents: this.#incidents.tell(),
      ...this.#work.tell(),
    };
  }

  #learnDefinition(event: InstanceEvent): void {
    const rank = rankOf(event);
    if (rank <= this.#definitionRank && event.kind !== "instance.migrated") return;
    this.#definition = event.definition;
    this.#definitionRank = rank;
  }

  /** Of several starts, and of several ends, the first counts. A clock may put the end before the start. */
  #applyCourse(
    event: Extract<InstanceEvent, { kind: "instance.started" | "instance.migrated" | "instance.ended" }>,
  ): void {
    if (event.kind === "instance.ended") {
      if (this.#course.state !== "active") return;
      this.#course = { ...this.#course, state: event.outcome, endedAt: event.occurredAt };
    } else if (event.kind === "instance.migrated") {
      this.#course = { ...this.#course, definitionKey: event.definitionKey };
    } else if (!this.#course.isStartSeen) {
      const { definitionKey, parentProcessInstanceKey, parentElementInstanceKey = null, occurredAt } = event;
      const caller = { parentProcessInstanceKey, parentElementInstanceKey };
      this.#course = { ...this.#course, definitionKey, ...caller, startedAt: occurredAt, isStartSeen: true };
    }
  }
}

/** What it was migrated to last counts; else what it was started with; else the first event that names the version; else the first that names the process. */
function rankOf({ kind, definition }: InstanceEvent): number {
  if (definition.version === UNKNOWN_VERSION) return definition.bpmnProcessId === "" ? 0 : 1;
  if (kind === "instance.migrated") return 4;
  return kind === "instance.started" ? 3 : 2;
}
