import { z } from "zod";
import { SAGA_STATES, SAGA_STEP_STATES } from "@/lib/domain/saga-rule";
import { Filter } from "./filter";
import { IncidentType, Triage } from "./incident-groups";
import { StuckFacts } from "./stuck";
import { Count, Instant, NullableDurationMs, PageQuery, pageOf } from "./values";

export const CaseStatus = z.enum(["active", "ended", "canceled"]);

export const CaseKey = z.object({
  name: z.string(),
  value: z.string(),
  role: z.enum(["link", "shared"]),
  /** Events that carry it: two events with the same LINK key are in one case because of it. */
  eventIds: z.array(z.string()),
});

export const CaseSummary = z.object({
  id: z.string(),
  /** The leading key, as a person would name the case: `orderId:42`. */
  label: z.string(),
  process: z.string().nullable(),
  state: CaseStatus,
  startedAt: Instant,
  lastAt: Instant,
  endedAt: Instant.nullable(),
  /** First to last event. */
  durationMs: z.number(),
  events: Count,
  incidents: Count,
  stuck: z.boolean(),
  lastActivity: z.string().nullable(),
  recorded: z.boolean(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;
export const CaseList = pageOf(CaseSummary);
export const CaseListQuery = Filter.extend({
  ...PageQuery.shape,
  q: z.string().max(600).optional(),
});
export type CaseListQuery = z.infer<typeof CaseListQuery>;

/** How many cases match, counted up to a bound: `exact` false means "at least". */
export const CaseCount = z.object({ count: Count, exact: z.boolean() });
export type CaseCount = z.infer<typeof CaseCount>;

export const CaseEvent = z.object({
  id: z.string(),
  kind: z.string(),
  occurredAt: Instant,
  recordedAt: Instant,
  projectedAt: Instant,
  /** What a person reads: the event type, or the element and what happened to it. */
  title: z.string(),
  producer: z.string(),
  activity: z.string().nullable(),
  source: z.string(),
  stream: z.string(),
  position: z.number(),
  processInstanceKey: z.string().nullable(),
  elementId: z.string().nullable(),
  elementInstanceKey: z.string().nullable(),
  /** The sequence flow that was taken; null for all other kinds. */
  flowId: z.string().nullable(),
  /** Where a service said it; null for what an engine reports about itself. */
  topic: z.string().nullable(),
  keys: z.array(z.object({ name: z.string(), value: z.string(), role: z.enum(["link", "shared"]) })),
});
export type CaseEvent = z.infer<typeof CaseEvent>;

/** The same with what the record held. Text that is not UTF-8 comes as base64, and says so. */
export const CaseEventWithPayload = CaseEvent.extend({
  detail: z.record(z.string(), z.unknown()),
  recordKey: z.string().nullable(),
  recordKeyEncoding: z.enum(["utf-8", "base64"]),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  payload: z.string().nullable(),
  payloadEncoding: z.enum(["utf-8", "base64"]),
  payloadBytes: Count,
  truncated: z.boolean(),
  masked: z.boolean(),
  /** Where the record lies that brought the event: for Kafka topic, topic/partition and offset. */
  record: z.object({ source: z.string(), topic: z.string(), stream: z.string(), position: z.number() }),
});
export type CaseEventWithPayload = z.infer<typeof CaseEventWithPayload>;
export const CaseEventList = pageOf(CaseEventWithPayload);

/** What a part of a visit's time went into. `job`: the engine does not tell waiting from service time. */
export const VisitPhase = z.object({
  kind: z.enum(["waiting", "service", "job", "stopped"]),
  from: Instant,
  to: Instant.nullable(),
  text: z.string(),
});
export type VisitPhase = z.infer<typeof VisitPhase>;

export const ElementVisit = z.object({
  elementId: z.string(),
  elementType: z.string(),
  elementInstanceKey: z.string(),
  enteredAt: Instant.nullable(),
  leftAt: Instant.nullable(),
  outcome: z.enum(["active", "completed", "terminated"]),
  durationMs: NullableDurationMs,
  phases: z.array(VisitPhase),
  /** The `elementInstanceKey` of what it is in: a subprocess, or the body of a multi-instance element. */
  scopeKey: z.string().nullable(),
  /** Of a multi-instance element: the how-manieth, from 1. */
  loopCounter: Count.nullable(),
  /** Of a call activity. */
  calledProcessInstanceKey: z.string().nullable(),
});

export const ProcessInstance = z.object({
  processInstanceKey: z.string(),
  processId: z.string(),
  processName: z.string(),
  bpmnProcessId: z.string(),
  version: Count,
  source: z.string(),
  state: z.enum(["active", "completed", "terminated"]),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  parentProcessInstanceKey: z.string().nullable(),
  hasDiagram: z.boolean(),
  elements: z.array(ElementVisit),
  flows: z.array(z.object({ flowId: z.string(), count: Count })),
  variables: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      scopeKey: z.string(),
      setAt: Instant,
      changes: Count,
      /** The latest of them, oldest first, each cut at 1,000 characters. */
      history: z.array(z.object({ value: z.string(), setAt: Instant, eventId: z.string() })),
    }),
  ),
});
export type ProcessInstance = z.infer<typeof ProcessInstance>;

export const Incident = z.object({
  /** `<source>:<incidentKey>`: keys of two engines may be equal. */
  id: z.string(),
  type: IncidentType,
  kind: z.string(),
  /** Empty for a record that no case is known of. */
  caseId: z.string(),
  caseLabel: z.string(),
  processId: z.string(),
  processName: z.string(),
  version: Count,
  processInstanceKey: z.string(),
  elementId: z.string(),
  elementName: z.string(),
  message: z.string(),
  openedAt: Instant,
  resolvedAt: Instant.nullable(),
  state: z.enum(["open", "resolved"]),
  jobKey: z.string().nullable(),
  source: z.string(),
  fingerprint: z.string(),
  /** How often the same (fingerprint) is open now. */
  alike: Count,
  /** The newest operation on it: "requested" until the engine's own event says more. */
  operation: z
    .object({ id: z.string(), action: z.string(), state: z.string(), actor: z.string(), at: Instant })
    .nullable(),
  retryable: z.boolean(),
  /** Why it cannot be retried, in words; null when it can. */
  whyNotRetryable: z.string().nullable(),
});
export type Incident = z.infer<typeof Incident>;
export const IncidentList = pageOf(Incident);
export const IncidentListQuery = Filter.omit({ state: true }).extend({
  ...PageQuery.shape,
  state: z.enum(["open", "resolved", "all"]).default("open"),
  fingerprint: z.string().max(64).optional(),
  triage: Triage.default("all"),
  type: IncidentType.optional(),
});
export type IncidentListQuery = z.infer<typeof IncidentListQuery>;

export const CaseWait = z.object({
  kind: z.enum(["message", "timer", "job", "user-task", "incident", "element"]),
  text: z.string(),
  since: Instant,
  dueAt: Instant.nullable(),
  elementId: z.string().nullable(),
  processInstanceKey: z.string().nullable(),
  /** Which message would let it go on; null for all but messages. */
  message: z.object({ name: z.string(), correlationKey: z.string() }).nullable(),
  /** Which task has to be completed; null for all but user tasks. */
  task: z.object({ taskKey: z.string(), assignee: z.string().nullable() }).nullable(),
});
export type CaseWait = z.infer<typeof CaseWait>;

/**
 * From an event to the one that took it up, and what says so: a message that an engine correlated, the rarest key that both
 * carry, the only job that was open, a call, or nothing but the order. `by` names the message, key, job type or process.
 */
export const Hop = z.object({
  fromEventId: z.string(),
  toEventId: z.string(),
  why: z.enum(["message", "key", "job", "call", "next"]),
  by: z.string(),
});
export type Hop = z.infer<typeof Hop>;

/** A case that was one of its own until an event tied it to this one, and the key that named it. */
export const CaseAlias = z.object({ id: z.string(), key: z.object({ name: z.string(), value: z.string() }) });
export type CaseAlias = z.infer<typeof CaseAlias>;

/** A step of a saga, and each event that tells of it. */
const SagaStep = z.object({
  /** What it is about: `hotel`. */
  subject: z.string(),
  state: z.enum(SAGA_STEP_STATES),
  at: Instant,
  undoneAt: Instant.nullable(),
  marks: z.array(
    z.object({
      kind: z.enum(["done", "undone", "failed"]),
      at: Instant,
      eventId: z.string(),
      producer: z.string(),
      name: z.string(),
    }),
  ),
});
export type SagaStep = z.infer<typeof SagaStep>;

/** How a case stands that is a saga: steps that are taken back when a later one fails. */
export const SagaStory = z.object({
  state: z.enum(SAGA_STATES),
  failedAt: Instant.nullable(),
  /** From when on what is not taken back is held to be lost; null: nothing is owed. */
  dueAt: Instant.nullable(),
  steps: z.array(SagaStep),
});
export type SagaStory = z.infer<typeof SagaStory>;

export const CaseStory = CaseSummary.omit({ stuck: true }).extend({
  stuck: StuckFacts.nullable(),
  keys: z.array(CaseKey),
  trace: z.array(CaseEvent),
  /** True when the trace was cut at its bound; `events` says how many there are. */
  traceTruncated: z.boolean(),
  processInstances: z.array(ProcessInstance),
  openIncidents: z.array(Incident),
  waitsFor: z.array(CaseWait),
  /** How it went from one to another: see `Hop`. */
  hops: z.array(Hop),
  /** Cases that this one was made of: each id still leads here. */
  aliases: z.array(CaseAlias),
  /** Null: the case is no saga. */
  saga: SagaStory.nullable(),
});
export type CaseStory = z.infer<typeof CaseStory>;

/** A case as it stood at an instant: what the events up to it tell. */
export const CaseAt = z.object({
  id: z.string(),
  at: Instant,
  state: CaseStatus,
  events: Count,
  lastAt: Instant.nullable(),
  /** True when the case is larger than what a story is told of: what came later than its bound is missing. */
  isCut: z.boolean(),
  processInstances: z.array(ProcessInstance),
  openIncidents: z.array(
    z.object({ processInstanceKey: z.string(), elementId: z.string(), kind: z.string(), openedAt: Instant }),
  ),
  waitsFor: z.array(CaseWait),
});
export type CaseAt = z.infer<typeof CaseAt>;
