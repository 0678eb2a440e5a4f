import type { Event } from "@/lib/domain/event";
import type { CaseProcess } from "./case-process";
import type {
  CaseState,
  EarlyLeaving,
  EarlyResolution,
  IncidentState,
  InstanceState,
  LastActivity,
  OpenElement,
} from "./case-state";
import { FOLD_VERSION } from "./case-state";
import { settle } from "./case-status";
import { fingerprintOf } from "./fingerprint";
import { KeyedList } from "./keyed-list";
import type { Ledger } from "./ledger";

/** A case while its events are applied, in place: copying a map per event made a fold four hundred times slower. */
export type Fold = {
  readonly ledger: Ledger;
  readonly caseProcess: CaseProcess;
  readonly instances: KeyedList<InstanceState>;
  readonly openElements: KeyedList<OpenElement>;
  readonly incidents: KeyedList<IncidentState>;
  readonly earlyLeavings: KeyedList<EarlyLeaving>;
  readonly earlyResolutions: KeyedList<EarlyResolution>;
  lastActivity: LastActivity | null;
  activityCount: number;
  variantId: string;
  /** When an event said that the case is over; counts while it has no process instance. */
  endEventAt: number | null;
};

const EMPTY = {
  instances: [],
  openElements: [],
  incidents: [],
  earlyLeavings: [],
  earlyResolutions: [],
  lastActivity: null,
  activityCount: 0,
  variantId: "",
  endedAt: null,
};

/** Goes on from a state, or from nothing. */
export function openFold(ledger: Ledger, caseProcess: CaseProcess, state: CaseState | null): Fold {
  const from = state ?? EMPTY;
  return {
    ledger,
    caseProcess,
    instances: new KeyedList<InstanceState>(from.instances, ({ processInstanceKey }) => processInstanceKey),
    openElements: new KeyedList<OpenElement>(from.openElements, ({ elementInstanceKey }) => elementInstanceKey),
    incidents: new KeyedList<IncidentState>(from.incidents, ({ incidentKey }) => incidentKey),
    earlyLeavings: new KeyedList<EarlyLeaving>(from.earlyLeavings, ({ elementInstanceKey }) => elementInstanceKey),
    earlyResolutions: new KeyedList<EarlyResolution>(from.earlyResolutions, ({ incidentKey }) => incidentKey),
    lastActivity: from.lastActivity,
    activityCount: from.activityCount,
    variantId: from.variantId,
    endEventAt: from.instances.length === 0 ? from.endedAt : null,
  };
}

/** The state after `events`, which were applied and are in canonical order, at least one. */
export function closeFold(fold: Fold, events: readonly Event[], state: CaseState | null): CaseState {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) throw new Error("a case has at least one event");
  const instances = fold.instances.toList();
  const fingerprints = state === null ? [] : state.fingerprints.slice();
  for (const { id } of events) fingerprints.push(fingerprintOf(id));
  return {
    foldVersion: FOLD_VERSION,
    eventCount: fingerprints.length,
    firstAt: state?.firstAt ?? first.occurredAt,
    lastAt: last.occurredAt,
    last: toOrder(last),
    fingerprints,
    process: fold.caseProcess.process,
    isProcessDeclared: fold.caseProcess.isProcessDeclared,
    ...settle(instances, fold.endEventAt),
    lastActivity: fold.lastActivity,
    activityCount: fold.activityCount,
    variantId: fold.variantId,
    instances,
    openElements: fold.openElements.toList(),
    incidents: fold.incidents.toList(),
    earlyLeavings: fold.earlyLeavings.toList(),
    earlyResolutions: fold.earlyResolutions.toList(),
  };
}

function toOrder({ occurredAt, source, stream, position, part }: Event): CaseState["last"] {
  return { occurredAt, source, stream, position, part };
}
