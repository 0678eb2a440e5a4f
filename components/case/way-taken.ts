import type { PathState, WayTaken } from "@/components/diagram/case-path";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import type { ElementFigures, ProcessElements } from "@/lib/api/contract/processes";
import type { ShownIncident } from "./story-as-of";

/**
 * The way that one process instance took over its diagram. An element counts as active while one of its visits is; of a
 * multi-instance element its items are counted, and not what holds them.
 */
export function wayTaken({ elements, flows }: Pick<ProcessInstance, "elements" | "flows">): WayTaken {
  const ways = new Map<string, { elementId: string; visits: number; state: PathState }>();
  for (const { elementId, elementType, outcome } of elements) {
    const known = ways.get(elementId);
    const state = known?.state === "active" ? "active" : outcome;
    const visits = (known?.visits ?? 0) + (elementType === "MULTI_INSTANCE_BODY" ? 0 : 1);
    ways.set(elementId, { elementId, visits, state });
  }
  return { elements: [...ways.values()], flows };
}

/** Open incidents of one process instance, as figures that the diagram's badges show. */
export function incidentFigures(
  instance: ProcessInstance,
  incidents: readonly ShownIncident[],
): ProcessElements | null {
  const open = new Map<string, ElementFigures>();
  for (const { elementId, elementName, processInstanceKey } of incidents) {
    if (processInstanceKey !== instance.processInstanceKey) continue;
    const count = (open.get(elementId)?.incidents ?? 0) + 1;
    open.set(elementId, { ...NOTHING, elementId, name: elementName, incidents: count });
  }
  return open.size === 0 ? null : { elements: [...open.values()], flows: [], asOf: instance.startedAt };
}

const NOTHING = { type: "", active: 0, completed: 0, terminated: 0, p50: null, p90: null, p99: null, mean: null };
