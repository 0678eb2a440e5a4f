import type { Event, EventKind } from "@/lib/domain/event";
import type { ProcessInstanceKey } from "@/lib/domain/identifiers";
import { type DefinitionIdentity, UNKNOWN_VERSION } from "@/lib/domain/process-definition";
import type { IncidentState, InstanceState } from "./case-state";
import { countIncidentAtElement } from "./count-incident";
import type { Fold } from "./fold";
import { hourOf } from "./hour";

type InstanceEvent = Extract<Event, { kind: EventKind; processInstanceKey: ProcessInstanceKey }>;

/**
 * The process instance that an event belongs to. One whose start was not seen (it is lost, or a clock is wrong) is known
 * from the first event of it; its definition from the first event that names the version.
 */
export function ensureInstance(fold: Fold, event: InstanceEvent): InstanceState {
  const known = fold.instances.get(event.processInstanceKey);
  if (known === undefined) return addInstance(fold, newInstance(event));
  if (hasVersion(known.definition) || !hasVersion(event.definition)) return known;
  return replaceInstance(fold, known, { ...known, definition: event.definition });
}

export function addInstance(fold: Fold, instance: InstanceState): InstanceState {
  fold.instances.set(instance);
  countInstance(fold, instance, 1);
  return instance;
}

/** Counts anew what was counted under what was known before. */
export function replaceInstance(fold: Fold, known: InstanceState, instance: InstanceState): InstanceState {
  countInstance(fold, known, -1);
  fold.instances.set(instance);
  countInstance(fold, instance, 1);
  if (!hasVersion(instance.definition)) return instance;
  for (const incident of incidentsOf(fold, instance)) {
    if (hasVersion(incident.definition)) continue;
    const named = { ...incident, definition: instance.definition };
    countIncidentAtElement(fold, incident, -1);
    fold.incidents.set(named);
    countIncidentAtElement(fold, named, 1);
  }
  return instance;
}

export function hasVersion({ version }: DefinitionIdentity): boolean {
  return version !== UNKNOWN_VERSION;
}

function newInstance({ processInstanceKey, definition, occurredAt }: InstanceEvent): InstanceState {
  return {
    processInstanceKey,
    definition,
    definitionKey: "",
    parentProcessInstanceKey: null,
    startedAt: occurredAt,
    isStartSeen: false,
    endedAt: null,
    status: "active",
  };
}

function countInstance(fold: Fold, instance: InstanceState, sign: 1 | -1): void {
  const { definition, startedAt, status } = instance;
  const open = incidentsOf(fold, instance).filter(({ resolvedAt }) => resolvedAt === null).length;
  fold.ledger.tally.add(
    { rollup: "instance", definition, hour: hourOf(startedAt) },
    {
      started: sign,
      completed: status === "completed" ? sign : 0,
      terminated: status === "terminated" ? sign : 0,
      openIncidents: sign * open,
    },
  );
}

function incidentsOf({ incidents }: Fold, { processInstanceKey }: InstanceState): readonly IncidentState[] {
  return incidents.toList().filter((incident) => incident.processInstanceKey === processInstanceKey);
}
