import type { Event } from "@/lib/domain/event";
import { applyEvent } from "./apply-event";
import type { ToVariantId } from "./batch";
import { processOf } from "./case-process";
import { countCase } from "./case-rows";
import type { CaseState, VariantNode } from "./case-state";
import type { Contribution, RollupRow } from "./contribution";
import { closeFold, openFold } from "./fold";
import { createLedger, type Ledger } from "./ledger";
import { toTrace } from "./trace";

export type Folded = {
  readonly state: CaseState;
  /** All that the case adds to the rollups. */
  readonly contribution: Contribution;
  readonly variantNodes: readonly VariantNode[];
};

/** The simple and complete way: all about a case from its events, at least one, in whatever order they come. */
export function foldTrace(events: readonly Event[], toVariantId: ToVariantId): Folded {
  const ledger = createLedger(toVariantId);
  const state = foldInto(ledger, events);
  return { state, contribution: ledger.tally.toContribution(), variantNodes: [...ledger.variantNodes.values()] };
}

/** Only what each of many cases adds to the rollups: they share what names their rows. */
export function createRowFold(toVariantId: ToVariantId): (events: readonly Event[]) => readonly RollupRow[] {
  const ledger = createLedger(toVariantId);
  return (events) => {
    foldInto(ledger, events);
    return ledger.tally.takeRows();
  };
}

/** Adds what a case adds to what the ledger holds already. */
export function foldInto(ledger: Ledger, events: readonly Event[]): CaseState {
  const trace = toTrace(events);
  const fold = openFold(ledger, processOf(trace), null);
  for (const event of trace) applyEvent(fold, event);
  const state = closeFold(fold, trace, null);
  countCase(ledger.tally, state, 1);
  return state;
}
