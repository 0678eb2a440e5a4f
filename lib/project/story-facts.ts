import type { KeyRole } from "@/lib/domain/correlation-key";
import type { Event, EventOf } from "@/lib/domain/event";
import type { ElementInstanceKey, EventId, IncidentKey, ProcessInstanceKey } from "@/lib/domain/identifiers";
import type { DefinitionIdentity } from "@/lib/domain/process-definition";

/** All that one case's events tell, for the page of that case. Made when it is read, never stored. Times are epoch ms. */
export type CaseStoryFacts = {
  /** Canonical order, each event once. */
  readonly trace: readonly Event[];
  /** LINK keys first, the leading one of the case before all others. */
  readonly keys: readonly KeyStory[];
  /** In the order in which they are first heard of. */
  readonly instances: readonly InstanceStory[];
  /** What has to happen before the case goes on: incidents first, then what has waited longest. */
  readonly waitsFor: readonly Wait[];
  /** How it went from one producer to another, in the order in which the events that hop were told. */
  readonly hops: readonly HopStory[];
};

/** From an event to the one that took it up; `by` names the key, message, job type or process that says so. */
export type HopStory = {
  readonly fromEventId: EventId;
  readonly toEventId: EventId;
  readonly why: "message" | "key" | "job" | "call" | "next";
  readonly by: string;
};

export type KeyStory = {
  readonly scope: string;
  readonly name: string;
  readonly value: string;
  readonly role: KeyRole;
  readonly priority: number;
  /** Events that carry it, in canonical order. */
  readonly eventIds: readonly EventId[];
};

export type InstanceStory = {
  readonly processInstanceKey: ProcessInstanceKey;
  /** Its version is UNKNOWN_VERSION only while no event names one. */
  readonly definition: DefinitionIdentity;
  /** "" while its start was not seen. */
  readonly definitionKey: string;
  readonly parentProcessInstanceKey: ProcessInstanceKey | null;
  /** The visit of the caller's call activity, where that is told here. */
  readonly parentElementInstanceKey: ElementInstanceKey | null;
  readonly state: "active" | "completed" | "terminated";
  /** When it was first heard of, while its start was not seen. */
  readonly startedAt: number;
  readonly isStartSeen: boolean;
  readonly endedAt: number | null;
  /** These lists are in the order in which each item is first heard of. */
  readonly visits: readonly ElementVisit[];
  readonly flows: readonly FlowStory[];
  readonly variables: readonly VariableStory[];
  readonly jobs: readonly JobStory[];
  readonly incidents: readonly IncidentStory[];
  readonly subscriptions: readonly SubscriptionStory[];
  readonly timers: readonly TimerStory[];
  readonly userTasks: readonly UserTaskStory[];
};

/** Where in its process instance something happens. For a boundary event, the element instance is that of its host. */
export type StoryPlace = { readonly elementId: string; readonly elementInstanceKey: ElementInstanceKey };

export type ElementVisit = StoryPlace & {
  /** "" while its entering was not seen. */
  readonly elementType: string;
  readonly heardAt: number;
  /** Null: on its way in, or not seen. */
  readonly enteredAt: number | null;
  /** Null: not left, or not seen, which is the case if its process instance is over. */
  readonly leftAt: number | null;
  readonly outcome: "active" | "completed" | "terminated";
  readonly durationMs: number | null;
  /** The visit of the element that this one is in: a subprocess, or the body of a multi-instance element. Null: in none, or not told. */
  readonly scopeKey: string | null;
  /** Of a call activity. */
  readonly calledProcessInstanceKey: ProcessInstanceKey | null;
};

/** What part of a visit's time went into; `to` is null while it goes on. `job`: waiting and service are not told apart. */
export type VisitPhase = {
  readonly kind: "waiting" | "service" | "job" | "stopped";
  readonly from: number;
  readonly to: number | null;
  readonly text: string;
};

export type FlowStory = { readonly flowId: string; readonly count: number };

export type VariableStory = {
  readonly scopeKey: string;
  readonly name: string;
  /** The latest. JSON text, cut at a bound; `truncated` says so. */
  readonly value: string;
  readonly truncated: boolean;
  readonly setAt: number;
  /** How often it was set. */
  readonly changes: number;
  readonly history: readonly VariableValue[];
};

export type VariableValue = {
  readonly value: string;
  readonly truncated: boolean;
  readonly setAt: number;
  readonly eventId: EventId;
};

export type JobStory = StoryPlace & {
  readonly jobKey: string;
  readonly jobType: string;
  readonly state: EventOf<"job.changed">["state"];
  readonly isOver: boolean;
  readonly retries: number;
  /** Of the latest failure, or "". */
  readonly message: string;
  readonly heardAt: number;
  readonly changedAt: number;
};

export type IncidentStory = StoryPlace & {
  readonly incidentKey: IncidentKey;
  readonly errorType: string;
  readonly message: string;
  readonly jobKey: string | null;
  readonly state: "open" | "resolved";
  readonly openedAt: number;
  readonly resolvedAt: number | null;
};

export type SubscriptionStory = StoryPlace & {
  readonly messageName: string;
  readonly correlationKey: string;
  readonly messageKey: string | null;
  readonly state: EventOf<"subscription.changed">["state"];
  readonly isOver: boolean;
  readonly heardAt: number;
  readonly changedAt: number;
};

export type TimerStory = StoryPlace & {
  readonly timerKey: string;
  readonly dueAt: number;
  readonly state: EventOf<"timer.changed">["state"];
  readonly isOver: boolean;
  readonly heardAt: number;
  readonly changedAt: number;
};

export type UserTaskStory = StoryPlace & {
  readonly taskKey: string;
  readonly assignee: string | null;
  /** When somebody first took it. */
  readonly assignedAt: number | null;
  readonly state: EventOf<"user-task.changed">["state"];
  readonly isOver: boolean;
  readonly heardAt: number;
  readonly changedAt: number;
};

/** What an active process instance waits for. `text` says it to a person, without the times. */
export type Wait = StoryPlace & {
  readonly processInstanceKey: ProcessInstanceKey;
  readonly text: string;
  readonly since: number;
  readonly dueAt: number | null;
} & (
    | { readonly kind: "message"; readonly messageName: string; readonly correlationKey: string }
    | { readonly kind: "timer"; readonly timerKey: string }
    | { readonly kind: "job"; readonly jobKey: string; readonly jobType: string; readonly retries: number }
    | { readonly kind: "user-task"; readonly taskKey: string; readonly assignee: string | null }
    | { readonly kind: "incident"; readonly incidentKey: IncidentKey; readonly errorType: string }
    | { readonly kind: "element"; readonly elementType: string }
  );
