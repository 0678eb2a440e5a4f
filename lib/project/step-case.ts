import type { Event } from "@/lib/domain/event";
import { compareEventOrder } from "@/lib/domain/event-order";
import { applyEvent } from "./apply-event";
import { type CaseProcess, processOf } from "./case-process";
import { countCase } from "./case-rows";
import type { CaseState } from "./case-state";
import { fingerprintOf } from "./fingerprint";
import { closeFold, openFold } from "./fold";
import type { Ledger } from "./ledger";
import { toTrace } from "./trace";

/** From so many comparisons on, a set pays. */
const COMPARISONS_MAX = 4_096;

/**
 * The fast way: goes on from a stored state, which stays as it is, and adds the difference to the ledger. Null, and nothing
 * added, where new events do not simply come behind the known ones; then the whole trace has to be folded. A property
 * test holds it to be equal to that.
 */
export function stepCase(state: CaseState, events: readonly Event[], ledger: Ledger): CaseState | null {
  const trace = toTrace(events);
  const [first] = trace;
  if (first === undefined) return state;
  const caseProcess = processOf(trace, state);
  if (compareEventOrder(first, state.last) <= 0) return null;
  if (isRenaming(state, caseProcess) || mayBeKnown(state, trace)) return null;
  countCase(ledger.tally, state, -1);
  const fold = openFold(ledger, caseProcess, state);
  for (const event of trace) applyEvent(fold, event);
  const next = closeFold(fold, trace, state);
  countCase(ledger.tally, next, 1);
  return next;
}

/** Activities and edges are counted under the case's process: those of before would have to be moved. */
function isRenaming(state: CaseState, { process }: CaseProcess): boolean {
  return state.lastActivity !== null && state.process !== process;
}

function mayBeKnown({ fingerprints }: CaseState, events: readonly Event[]): boolean {
  if (events.length * fingerprints.length < COMPARISONS_MAX) {
    return events.some(({ id }) => fingerprints.includes(fingerprintOf(id)));
  }
  const known = new Set(fingerprints);
  return events.some(({ id }) => known.has(fingerprintOf(id)));
}
