import type { Event } from "@/lib/domain/event";
import { compareText } from "@/lib/domain/event-order";
import type { CaseId } from "@/lib/domain/identifiers";
import type { BatchPlan, ProjectedBatch, TracesBefore } from "./batch";
import { addTo } from "./contribution-algebra";
import { foldInto } from "./fold-trace";
import { createLedger } from "./ledger";
import { toProjectedCase } from "./to-projected-case";

/** Folds anew what the plan could not step on, and puts everything together. */
export function projectBatch(plan: BatchPlan, traces: TracesBefore): ProjectedBatch {
  if (plan.unfinished.length === 0) return toBatch(plan);
  const before = createLedger(plan.toVariantId);
  const after = createLedger(plan.toVariantId);
  const refolded = plan.unfinished.map((theCase) => {
    const known = theCase.before.flatMap((caseId) => {
      const trace = traceOf(traces, caseId);
      // Without a state nothing was counted of it yet.
      if (trace.length > 0 && plan.statesBefore.has(caseId)) foldInto(before, trace);
      return trace;
    });
    const state = foldInto(after, [...known, ...theCase.events]);
    return toProjectedCase({ theCase, state }, plan.statesBefore);
  });
  const change = new Map(plan.change);
  addTo(change, after.tally.toContribution());
  addTo(change, before.tally.toContribution(), -1);
  const variantNodes = new Map([...plan.variantNodes, ...after.variantNodes]);
  return toBatch({ finished: [...plan.finished, ...refolded], change, variantNodes });
}

function traceOf(traces: TracesBefore, caseId: CaseId): readonly Event[] {
  const trace = traces.get(caseId);
  if (trace === undefined) throw new Error(`the trace of case ${caseId} was asked for and not read`);
  return trace;
}

function toBatch({
  finished,
  change,
  variantNodes,
}: Pick<BatchPlan, "finished" | "change" | "variantNodes">): ProjectedBatch {
  const cases = [...finished].sort((a, b) => compareText(a.caseId, b.caseId));
  return { cases, change, variantNodes: [...variantNodes.values()] };
}
