import type { CorrelatedCase } from "@/lib/domain/correlation";
import { compareText } from "@/lib/domain/event-order";
import { Failure } from "@/lib/domain/failure";
import type { BatchPlan, ProjectedCase, StatesBefore, ToVariantId } from "./batch";
import { type CaseState, FOLD_VERSION } from "./case-state";
import { foldInto } from "./fold-trace";
import { createLedger, type Ledger } from "./ledger";
import { stepCase } from "./step-case";
import { toProjectedCase } from "./to-projected-case";

/** Projects all cases of a batch that can do without their traces, and says which need them. */
export function planBatch(
  cases: readonly CorrelatedCase[],
  statesBefore: StatesBefore,
  toVariantId: ToVariantId,
): BatchPlan {
  const ledger = createLedger(toVariantId);
  const finished: ProjectedCase[] = [];
  const unfinished: CorrelatedCase[] = [];
  for (const theCase of cases) {
    const state = withoutTrace(theCase, statesBefore, ledger);
    if (state === null) unfinished.push(theCase);
    else finished.push(toProjectedCase({ theCase, state }, statesBefore));
  }
  return {
    tracesToRead: unfinished.flatMap(({ before }) => before).sort(compareText),
    finished,
    unfinished,
    statesBefore,
    toVariantId,
    change: ledger.tally.toContribution(),
    variantNodes: ledger.variantNodes,
  };
}

/** A new case needs none, one that goes on (maybe under another id) mostly none, merged ones always theirs. */
function withoutTrace(
  { before, events }: CorrelatedCase,
  statesBefore: StatesBefore,
  ledger: Ledger,
): CaseState | null {
  const [only, ...others] = before;
  if (only === undefined) return foldInto(ledger, events);
  const state = statesBefore.get(only);
  if (state === undefined || others.length > 0) return null;
  refuseOtherVersion(state);
  return stepCase(state, events, ledger);
}

function refuseOtherVersion({ foldVersion }: CaseState): void {
  if (foldVersion === FOLD_VERSION) return;
  throw new Failure(
    "conflict",
    `The projection was made by version ${foldVersion} of the fold, this is version ${FOLD_VERSION}: rebuild it first.`,
  );
}
