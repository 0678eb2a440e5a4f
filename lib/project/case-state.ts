import type { Activity } from "../domain/activity";
import type { EventOrder } from "../domain/event";
import type { ElementInstanceKey, IncidentKey, ProcessInstanceKey } from "../domain/identifiers";
import type { DefinitionIdentity } from "../domain/process-definition";

/**
 * All that is needed to go on folding a case, and all that lists show of it. A function of the case's trace alone: plain
 * JSON, no maps, so that it is stored as it is. Increase FOLD_VERSION whenever the fold changes its results; stored
 * projections of another version are rebuilt.
 */
export const FOLD_VERSION = 1;

export type CaseStatus = "active" | "ended" | "canceled";

export type InstanceState = {
  readonly processInstanceKey: ProcessInstanceKey;
  readonly definition: DefinitionIdentity;
  readonly definitionKey: string;
  readonly parentProcessInstanceKey: ProcessInstanceKey | null;
  readonly startedAt: number;
  endedAt: number | null;
  status: "active" | "completed" | "terminated";
};

/** An element instance that was entered and not left: where a token stands. */
export type OpenElement = {
  readonly elementInstanceKey: ElementInstanceKey;
  readonly processInstanceKey: ProcessInstanceKey;
  readonly definition: DefinitionIdentity;
  readonly elementId: string;
  readonly elementType: string;
  readonly enteredAt: number;
};

export type IncidentState = {
  readonly incidentKey: IncidentKey;
  readonly processInstanceKey: ProcessInstanceKey;
  readonly elementInstanceKey: ElementInstanceKey;
  readonly definition: DefinitionIdentity;
  readonly elementId: string;
  readonly errorType: string;
  readonly message: string;
  readonly jobKey: string | null;
  readonly openedAt: number;
  /** Start of the hour in which its element was entered: the rollup row it counts in. */
  readonly elementHour: number;
  resolvedAt: number | null;
};

export type CaseState = {
  readonly foldVersion: number;
  eventCount: number;
  firstAt: number;
  lastAt: number;
  /** Place of the last event in canonical order: a later one may be stepped on, an earlier one needs a new fold. */
  last: EventOrder;
  /** 32-bit fingerprints of the ids of all events. No hit: surely new. A hit: the trace decides. */
  fingerprints: number[];
  process: string | null;
  status: CaseStatus;
  endedAt: number | null;
  lastActivity: { activity: Activity; occurredAt: number; processInstanceKey: ProcessInstanceKey | null } | null;
  /** Node of the variant trie that the trace has reached; "" before the first activity. */
  variantId: string;
  instances: InstanceState[];
  openElements: OpenElement[];
  incidents: IncidentState[];
};

/** A step in the trie of variants: `variantId` = hash(parent, activity), so the same path has the same id everywhere. */
export type VariantNode = {
  readonly variantId: string;
  readonly parentVariantId: string;
  readonly activity: Activity;
  readonly depth: number;
};
