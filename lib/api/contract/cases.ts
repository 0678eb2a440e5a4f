import { z } from "zod";
import { Filter } from "./filter";
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
  keys: z.array(z.object({ name: z.string(), value: z.string(), role: z.enum(["link", "shared"]) })),
});
export type CaseEvent = z.infer<typeof CaseEvent>;

/** The same with what the record held. Text that is not UTF-8 comes as base64, and says so. */
export const CaseEventWithPayload = CaseEvent.extend({
  detail: z.record(z.string(), z.unknown()),
  recordKey: z.string().nullable(),
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

export const ElementVisit = z.object({
  elementId: z.string(),
  elementType: z.string(),
  elementInstanceKey: z.string(),
  enteredAt: Instant.nullable(),
  leftAt: Instant.nullable(),
  outcome: z.enum(["active", "completed", "terminated"]),
  durationMs: NullableDurationMs,
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
    z.object({ name: z.string(), value: z.string(), scopeKey: z.string(), setAt: Instant, changes: Count }),
  ),
});
export type ProcessInstance = z.infer<typeof ProcessInstance>;

export const Incident = z.object({
  /** `<source>:<incidentKey>`: keys of two engines may be equal. */
  id: z.string(),
  kind: z.string(),
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
});
export type IncidentListQuery = z.infer<typeof IncidentListQuery>;

export const IncidentGroup = z.object({
  fingerprint: z.string(),
  kind: z.string(),
  where: z.string(),
  message: z.string(),
  incidents: Count,
  cases: Count,
  firstSeen: Instant,
  lastSeen: Instant,
  state: z.enum(["open", "resolved"]),
});
export type IncidentGroup = z.infer<typeof IncidentGroup>;
export const IncidentGroupList = pageOf(IncidentGroup);

export const CaseStory = CaseSummary.extend({
  keys: z.array(CaseKey),
  trace: z.array(CaseEvent),
  /** True when the trace was cut at its bound; `events` says how many there are. */
  traceTruncated: z.boolean(),
  processInstances: z.array(ProcessInstance),
  openIncidents: z.array(Incident),
  waitsFor: z.array(
    z.object({
      kind: z.enum(["message", "timer", "job", "user-task", "incident", "element"]),
      text: z.string(),
      since: Instant,
      dueAt: Instant.nullable(),
      elementId: z.string().nullable(),
      processInstanceKey: z.string().nullable(),
    }),
  ),
});
export type CaseStory = z.infer<typeof CaseStory>;
