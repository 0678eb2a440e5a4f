import type { Activity } from "./activity";
import type { CorrelationKey } from "./correlation-key";
import type { EvaluatedDecision } from "./decision";
import type {
  ElementInstanceKey,
  EventId,
  IncidentKey,
  ProcessInstanceKey,
  SourceName,
  StreamName,
} from "./identifiers";
import type { DefinitionIdentity } from "./process-definition";

/**
 * Where an event stands in canonical order: (occurredAt, source, stream, position, part). For an engine's records these
 * are the engine's own partition and position, not those of the topic that carried them, so that a record exported twice
 * is the same event at the same place.
 */
export type EventOrder = {
  /** Milliseconds since the epoch: when it happened in the world. */
  readonly occurredAt: number;
  readonly source: SourceName;
  readonly stream: StreamName;
  readonly position: number;
  /** Counts the events that one record holds. */
  readonly part: number;
};

/** What every event has. */
export type EventEnvelope = EventOrder & {
  /** The same fact has the same id, however often and from wherever it comes. */
  readonly id: EventId;
  /** Milliseconds since the epoch: when the log took it. */
  readonly recordedAt: number;
  /** The process that its source or import declares, or null. Cases take it from here before they look at engines. */
  readonly process: string | null;
  readonly keys: readonly CorrelationKey[];
};

type OfInstance = {
  readonly definition: DefinitionIdentity;
  readonly processInstanceKey: ProcessInstanceKey;
};

type OfElement = OfInstance & {
  readonly elementId: string;
  readonly elementInstanceKey: ElementInstanceKey;
};

/** One fact per kind. A new kind breaks the build in every fold that does not know it. */
export type EventBody =
  /** A service's own event on a topic, or one taken in over HTTP. `ends`: the case is over with it. */
  | { readonly kind: "activity.occurred"; readonly activity: Activity; readonly ends: boolean }
  | {
      readonly kind: "definition.deployed";
      readonly definition: DefinitionIdentity;
      readonly definitionKey: string;
      readonly resourceName: string;
      readonly bpmnXml: string;
    }
  | ({
      readonly kind: "instance.started";
      readonly definitionKey: string;
      readonly parentProcessInstanceKey: ProcessInstanceKey | null;
      /** The visit of the caller's call activity; absent where the engine does not tell it here. */
      readonly parentElementInstanceKey?: ElementInstanceKey;
    } & OfInstance)
  | ({ readonly kind: "instance.ended"; readonly outcome: "completed" | "terminated" } & OfInstance)
  /** From here on it runs on another definition, and its tokens stand in elements of that. */
  | ({ readonly kind: "instance.migrated"; readonly definitionKey: string } & OfInstance)
  | ({
      readonly kind: "element.entered";
      readonly elementType: string;
      readonly activity: Activity;
      /** The visit of the element around it, or the process instance; absent in what was taken in before this was kept. */
      readonly scopeKey?: string;
      /** The process instance that a call activity called, where the engine tells it here. */
      readonly calledProcessInstanceKey?: ProcessInstanceKey;
    } & OfElement)
  | ({ readonly kind: "element.left"; readonly outcome: "completed" | "terminated" } & OfElement)
  | ({ readonly kind: "element.migrated"; readonly elementType: string } & OfElement)
  | ({ readonly kind: "flow.taken"; readonly flowId: string } & OfInstance)
  | ({
      readonly kind: "variable.set";
      readonly scopeKey: string;
      readonly name: string;
      /** JSON text, cut at a bound; `truncated` says so. */
      readonly value: string;
      readonly truncated: boolean;
    } & OfInstance)
  | ({
      readonly kind: "job.changed";
      readonly state:
        | "created"
        | "completed"
        | "failed"
        | "timed-out"
        | "retries-updated"
        | "error-thrown"
        | "canceled";
      readonly jobKey: string;
      readonly jobType: string;
      readonly retries: number;
      readonly message: string;
    } & OfElement)
  | ({
      readonly kind: "incident.opened";
      readonly incidentKey: IncidentKey;
      readonly errorType: string;
      readonly message: string;
      readonly jobKey: string | null;
    } & OfElement)
  | ({ readonly kind: "incident.resolved"; readonly incidentKey: IncidentKey } & OfElement)
  /** A message buffered in the engine. It belongs to no instance until it is correlated, or expires. */
  | {
      readonly kind: "message.changed";
      readonly state: "published" | "expired";
      readonly messageKey: string;
      readonly messageName: string;
      readonly correlationKey: string;
    }
  | ({
      readonly kind: "subscription.changed";
      readonly state: "opened" | "correlated" | "closed";
      readonly messageName: string;
      readonly correlationKey: string;
      readonly messageKey: string | null;
    } & OfElement)
  | ({
      readonly kind: "timer.changed";
      readonly state: "started" | "triggered" | "canceled";
      readonly timerKey: string;
      readonly dueAt: number;
    } & OfElement)
  | ({
      readonly kind: "user-task.changed";
      readonly state: "created" | "assigned" | "completed" | "canceled";
      readonly taskKey: string;
      readonly assignee: string | null;
    } & OfElement)
  | ({
      readonly kind: "decision.evaluated";
      readonly state: "evaluated" | "failed";
      readonly decisionId: string;
      readonly decisionName: string;
      /** Why it failed, or "". */
      readonly message: string;
      /** Those that it required first, itself last. */
      readonly decisions: readonly EvaluatedDecision[];
    } & OfElement);

export type Event = EventEnvelope & EventBody;
export type EventKind = EventBody["kind"];
export type EventOf<Kind extends EventKind> = Extract<Event, { kind: Kind }>;
