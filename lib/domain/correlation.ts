import type { CorrelationKey } from "./correlation-key";
import type { Event } from "./event";
import { type CaseId, toCaseId } from "./identifiers";

/** Where events without a LINK key are kept: they are in no case and add nothing to what is counted over cases. */
export const UNCORRELATED = toCaseId("00000000-0000-0000-0000-000000000000");

/** A LINK key and the case that it belongs to now. `keyId` is a function of (scope, name, value), see lib/correlate. */
export type LinkKeyRow = Omit<CorrelationKey, "role"> & { readonly keyId: string; readonly caseId: CaseId };

/** A SHARED key that a case's events carry: the case is found by it, never joined by it. */
export type SharedKeyRow = Omit<CorrelationKey, "role" | "priority"> & {
  readonly keyId: string;
  readonly caseId: CaseId;
};

/** What was `losers` is `winner` from now on. With one loser and a winner that is new, a case only got a smaller key. */
export type CaseMerge = { readonly winner: CaseId; readonly losers: readonly CaseId[] };

/** One case that a batch touches. */
export type CorrelatedCase = {
  readonly caseId: CaseId;
  /**
   * The cases, as they were before the batch, that are this case now; sorted. Empty: a new case. `[caseId]`: it goes on.
   * One other: its id changed. Several: they were merged.
   */
  readonly before: readonly CaseId[];
  /** The smallest of its LINK keys, which names it. */
  readonly leadingKey: LinkKeyRow;
  /** The batch's events of this case, in the batch's order, repeats included. Never empty. */
  readonly events: readonly Event[];
};

/** Which case each event of a batch belongs to, and what that changes in the store. All lists are sorted by id. */
export type Correlation = {
  /** For each event of the batch, at its place: its case, or UNCORRELATED. */
  readonly caseIds: readonly CaseId[];
  readonly cases: readonly CorrelatedCase[];
  /** Keys that were not known. */
  readonly newKeys: readonly LinkKeyRow[];
  /** Known keys that come with a smaller priority than the one stored; the smallest counts. */
  readonly loweredKeys: readonly LinkKeyRow[];
  /** Where `before` names other ids than the case has now. */
  readonly merges: readonly CaseMerge[];
  /** Attachments that the batch's events bring; known ones included. */
  readonly sharedKeys: readonly SharedKeyRow[];
};
