import type { CorrelatedCase } from "@/lib/domain/correlation";
import type { ProjectedCase, StatesBefore } from "./batch";
import type { CaseState } from "./case-state";
import { incidentFingerprint } from "./incident-fingerprint";

type Result = { readonly theCase: CorrelatedCase; readonly state: CaseState };

/** What is to be written so that the rows of a case are those of its new state. */
export function toProjectedCase({ theCase, state }: Result, statesBefore: StatesBefore): ProjectedCase {
  const { caseId, leadingKey, before } = theCase;
  const known = before.includes(caseId) ? statesBefore.get(caseId) : undefined;
  const changed = <Item>(listOf: (state: CaseState) => readonly Item[], keyOf: (item: Item) => string) =>
    changedItems(known === undefined ? [] : listOf(known), listOf(state), keyOf);
  return {
    caseId,
    absorbed: before.filter((id) => id !== caseId),
    leadingKey,
    state,
    instances: changed(
      ({ instances }) => instances,
      ({ processInstanceKey }) => processInstanceKey,
    ),
    incidents: changed(
      ({ incidents }) => incidents,
      ({ incidentKey }) => incidentKey,
    ).map((incident) => ({
      ...incident,
      fingerprint: incidentFingerprint(incident),
    })),
    openElements: changed(
      ({ openElements }) => openElements,
      ({ elementInstanceKey }) => elementInstanceKey,
    ),
    closedElements: known === undefined ? [] : closedElements(known, state),
  };
}

/** Items are plain data, made in one place each: equal ones have equal JSON. */
function changedItems<Item>(
  known: readonly Item[],
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Item[] {
  if (known === items || known.length === 0) return known === items ? [] : items;
  const byKey = new Map(known.map((item) => [keyOf(item), item]));
  return items.filter((item) => {
    const other = byKey.get(keyOf(item));
    return other !== item && (other === undefined || JSON.stringify(other) !== JSON.stringify(item));
  });
}

function closedElements(known: CaseState, state: CaseState): ProjectedCase["closedElements"] {
  if (known.openElements === state.openElements) return [];
  const open = new Set(state.openElements.map(({ elementInstanceKey }) => elementInstanceKey));
  return known.openElements.map(({ elementInstanceKey }) => elementInstanceKey).filter((key) => !open.has(key));
}
