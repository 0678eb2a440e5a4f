import type { Activity } from "@/lib/domain/activity";
import type { EventOrder } from "@/lib/domain/event";
import type { ElementInstanceKey, IncidentKey, ProcessInstanceKey } from "@/lib/domain/identifiers";
import type { DefinitionIdentity } from "@/lib/domain/process-definition";

/**
 * All that is needed to go on folding a case, and all that lists show of it. A function of the case's trace alone: plain
 * JSON, no maps, so that it is stored as it is. Increase FOLD_VERSION whenever the fold changes its results; stored
 * projections of another version are rebuilt.
 */
export const FOLD_VERSION = 2;

export type CaseStatus = "active" | "ended" | "canceled";

export type InstanceState = {
  readonly processInstanceKey: ProcessInstanceKey;
  readonly definition: DefinitionIdentity;
  /** "" while its start was not seen. */
  readonly definitionKey: string;
  readonly parentProcessInstanceKey: ProcessInstanceKey | null;
  /** When it was first heard of, while its start was not seen. */
  readonly startedAt: number;
  readonly isStartSeen: boolean;
  readonly endedAt: number | null;
  readonly status: "active" | "completed" | "terminated";
};

/** An element instance that was left and, in canonical order, not entered before: its record is lost, or a clock is wrong. */
export type EarlyLeaving = {
  readonly elementInstanceKey: ElementInstanceKey;
  readonly definition: DefinitionIdentity;
  readonly elementId: string;
  readonly leftAt: number;
  readonly outcome: "completed" | "terminated";
};

/** The same of an incident: resolved, and not opened before. */
export type EarlyResolution = { readonly incidentKey: IncidentKey; readonly resolvedAt: number };

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
  readonly resolvedAt: number | null;
};

export type CaseState = {
  readonly foldVersion: number;
  readonly eventCount: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Place of the last event in canonical order: a later one may be stepped on, an earlier one needs a new fold. */
  readonly last: EventOrder;
  /** 32-bit fingerprints of the ids of all events. No hit: surely new. A hit: the trace decides. */
  readonly fingerprints: readonly number[];
  readonly process: string | null;
  /** An event declared the process; otherwise it was taken from an engine, and the first declaration replaces it. */
  readonly isProcessDeclared: boolean;
  readonly status: CaseStatus;
  readonly endedAt: number | null;
  readonly lastActivity: LastActivity | null;
  /** Length of the sequence of activities: the depth of `variantId`. */
  readonly activityCount: number;
  /** Node of the variant trie that the trace has reached; "" before the first activity. */
  readonly variantId: string;
  readonly instances: readonly InstanceState[];
  readonly openElements: readonly OpenElement[];
  readonly incidents: readonly IncidentState[];
  readonly earlyLeavings: readonly EarlyLeaving[];
  readonly earlyResolutions: readonly EarlyResolution[];
};

export type LastActivity = {
  readonly activity: Activity;
  readonly occurredAt: number;
  /** Null: a service's event. */
  readonly processInstanceKey: ProcessInstanceKey | null;
};

/** A step in the trie of variants: `variantId` = hash(parent, activity), so the same path has the same id everywhere. */
export type VariantNode = {
  readonly variantId: string;
  readonly parentVariantId: string;
  readonly activity: Activity;
  readonly depth: number;
};
