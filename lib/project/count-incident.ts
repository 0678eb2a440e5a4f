import type { IncidentState } from "./case-state";
import type { Fold } from "./fold";

/** Counts an incident at its element, or with sign −1 takes back what was counted of it. */
export function countIncidentAtElement({ ledger }: Fold, incident: IncidentState, sign: 1 | -1): void {
  const { definition, elementId, elementHour, resolvedAt } = incident;
  ledger.tally.add(
    { rollup: "element", definition, elementId, hour: elementHour },
    { incidentsOpened: sign, incidentsResolved: resolvedAt === null ? 0 : sign },
  );
}
