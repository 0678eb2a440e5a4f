import type { CorrelatedCase } from "@/lib/domain/correlation";
import type { ProjectedCase, StatesBefore } from "./batch";
import type { CaseState, IncidentState, InstanceState, OpenElement } from "./case-state";
import { incidentFingerprint } from "./incident-fingerprint";

const NOTHING: readonly never[] = [];

type Result = { readonly theCase: CorrelatedCase; readonly state: CaseState };

/** What is to be written so that the rows of a case are those of its new state. */
export function toProjectedCase({ theCase, state }: Result, statesBefore: StatesBefore): ProjectedCase {
  const { caseId, leadingKey, before } = theCase;
  const isNew = !before.includes(caseId);
  const known = isNew ? undefined : statesBefore.get(caseId);
  return {
    caseId,
    absorbed: before.filter((id) => id !== caseId),
    isNew,
    leadingKey,
    state,
    instances: changedItems(known?.instances ?? [], state.instances, instanceKey),
    incidents: changedItems(known?.incidents ?? [], state.incidents, incidentKeyOf).map(toIncidentRow),
    openElements: changedItems(known?.openElements ?? [], state.openElements, elementKey),
    closedElements: known === undefined ? [] : closedElements(known, state),
  };
}

const instanceKey = ({ processInstanceKey }: InstanceState): string => processInstanceKey;
const incidentKeyOf = ({ incidentKey }: IncidentState): string => incidentKey;
const elementKey = ({ elementInstanceKey }: OpenElement): string => elementInstanceKey;
const toIncidentRow = (incident: IncidentState) => ({ ...incident, fingerprint: incidentFingerprint(incident) });

/** Items are plain data, made in one place each: equal ones have equal JSON. */
function changedItems<Item>(
  known: readonly Item[],
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Item[] {
  if (known === items) return NOTHING;
  if (known.length === 0 || items.length === 0) return items;
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
