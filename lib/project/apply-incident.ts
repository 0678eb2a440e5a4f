import type { EventOf } from "@/lib/domain/event";
import type { DefinitionIdentity } from "@/lib/domain/process-definition";
import type { IncidentState, InstanceState, OpenElement } from "./case-state";
import { countIncidentAtElement } from "./count-incident";
import type { Fold } from "./fold";
import { hourOf } from "./hour";
import { ensureInstance, hasVersion } from "./known-instance";

/** An incident may name an element instance that was never entered: one that fails on its way in. */
export function applyIncidentOpened(fold: Fold, event: EventOf<"incident.opened">): void {
  const { incidentKey, processInstanceKey, elementInstanceKey, elementId, errorType, message, jobKey } = event;
  const instance = ensureInstance(fold, event);
  if (fold.incidents.get(incidentKey) !== undefined) return;
  const element = fold.openElements.get(elementInstanceKey);
  const incident: IncidentState = {
    incidentKey,
    processInstanceKey,
    elementInstanceKey,
    definition: definitionOf(event, element, instance),
    elementId,
    errorType,
    message,
    jobKey,
    openedAt: event.occurredAt,
    elementHour: hourOf(element?.enteredAt ?? event.occurredAt),
    resolvedAt: takeEarlyResolution(fold, incidentKey),
  };
  fold.incidents.set(incident);
  countIncidentAtElement(fold, incident, 1);
  if (incident.resolvedAt === null) countOpen(fold, instance, 1);
}

export function applyIncidentResolved(fold: Fold, event: EventOf<"incident.resolved">): void {
  const { incidentKey, occurredAt } = event;
  const instance = ensureInstance(fold, event);
  const incident = fold.incidents.get(incidentKey);
  if (incident === undefined) {
    if (fold.earlyResolutions.get(incidentKey) === undefined) {
      fold.earlyResolutions.set({ incidentKey, resolvedAt: occurredAt });
    }
    return;
  }
  if (incident.resolvedAt !== null) return;
  countIncidentAtElement(fold, incident, -1);
  const resolved = { ...incident, resolvedAt: occurredAt };
  fold.incidents.set(resolved);
  countIncidentAtElement(fold, resolved, 1);
  countOpen(fold, instance, -1);
}

function takeEarlyResolution({ earlyResolutions }: Fold, incidentKey: string): number | null {
  const early = earlyResolutions.get(incidentKey);
  if (early === undefined) return null;
  earlyResolutions.delete(incidentKey);
  return early.resolvedAt;
}

/** The nearest that names a version: incidents do not name it themselves. */
function definitionOf(
  { definition }: EventOf<"incident.opened">,
  element: OpenElement | undefined,
  instance: InstanceState,
): DefinitionIdentity {
  if (hasVersion(definition)) return definition;
  if (element !== undefined && hasVersion(element.definition)) return element.definition;
  return hasVersion(instance.definition) ? instance.definition : definition;
}

function countOpen({ ledger }: Fold, { definition, startedAt }: InstanceState, openIncidents: 1 | -1): void {
  ledger.tally.add({ rollup: "instance", definition, hour: hourOf(startedAt) }, { openIncidents });
}
