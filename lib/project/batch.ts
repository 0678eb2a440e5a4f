import type { CorrelatedCase, LinkKeyRow } from "@/lib/domain/correlation";
import type { Event } from "@/lib/domain/event";
import type { CaseId, ElementInstanceKey } from "@/lib/domain/identifiers";
import type { CaseState, IncidentState, InstanceState, OpenElement, VariantNode } from "./case-state";
import type { Contribution } from "./contribution";

/**
 * A batch of events becomes rows in two steps, because some cases cannot be stepped on and need their whole trace:
 *
 *     const plan = planBatch(correlation.cases, await readStates(every `before`), toVariantId);
 *     const traces = await readTraces(plan.tracesToRead);          // mostly none; before the keys of merged cases move
 *     const projected = projectBatch(plan, traces);
 *
 * Both are pure: called again with the same arguments they give the same, so a transaction can be run again.
 */

/** States by case, as stored before the batch. A case without one is projected from its trace, as if it was new. */
export type StatesBefore = ReadonlyMap<CaseId, CaseState>;

/** Whole traces by case, as stored before the batch: all its event rows in any order, repeats included. */
export type TracesBefore = ReadonlyMap<CaseId, readonly Event[]>;

export type BatchPlan = {
  /** Cases (ids of before the batch, sorted) whose whole traces `projectBatch` needs. */
  readonly tracesToRead: readonly CaseId[];
  /** Done already, stepped on or new. */
  readonly finished: readonly ProjectedCase[];
  /** To be folded anew. */
  readonly unfinished: readonly CorrelatedCase[];
  readonly statesBefore: StatesBefore;
  readonly toVariantId: ToVariantId;
  /** What `finished` adds up to. */
  readonly change: Contribution;
  readonly variantNodes: ReadonlyMap<string, VariantNode>;
};

/** What is to be written of one case; `state` replaces the stored one, the lists are differences to it. */
export type ProjectedCase = {
  readonly caseId: CaseId;
  /** Ids that are no cases any more: all rows of process_case, process_instance, open_element and incident under them go. */
  readonly absorbed: readonly CaseId[];
  /** No row of process_case has its id. */
  readonly isNew: boolean;
  readonly leadingKey: LinkKeyRow;
  readonly state: CaseState;
  /** New or changed: insert or replace by (case, processInstanceKey). */
  readonly instances: readonly InstanceState[];
  /** New or changed: insert or replace by (case, incidentKey). */
  readonly incidents: readonly IncidentRow[];
  /** New or changed: insert or replace by (case, elementInstanceKey). */
  readonly openElements: readonly OpenElement[];
  /** No longer open: delete. */
  readonly closedElements: readonly ElementInstanceKey[];
};

export type IncidentRow = IncidentState & {
  /** Incidents with the same one are one group: where, what kind, normalised message. */
  readonly fingerprint: string;
};

export type ProjectedBatch = {
  /** Sorted by case id. */
  readonly cases: readonly ProjectedCase[];
  /** contribution(after) − contribution(before), summed over all cases of the batch. No row is all zero. */
  readonly change: Contribution;
  /** Steps in the trie of variants that the batch's cases went, each once; known ones included. */
  readonly variantNodes: readonly VariantNode[];
};

/** Id of the variant that goes on from `parentVariantId` ("" is the root) with an activity. */
export type ToVariantId = (parentVariantId: string, activityKey: string) => string;
