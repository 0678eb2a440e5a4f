import type { Activity } from "@/lib/domain/activity";
import type { StoredBinding } from "@/lib/store/model/bindings";
import type { ModelDiagram } from "./read-model-diagram";

type FlowCount = { readonly flowId: string; readonly count: number };

/** Names the process of an engine that a bound element belongs to. */
export const engineOf = ({ channel, producer }: Pick<Activity, "channel" | "producer">) =>
  `${channel}\u001f${producer}`;

/** Of a model that was made from an engine's: flows between two elements that are still bound to themselves are told by it. */
export function toldFlows(
  diagram: ModelDiagram,
  bindings: readonly Pick<StoredBinding, "elementId" | "activity">[],
  flowsOf: (engine: string) => readonly FlowCount[],
): ReadonlyMap<string, number> {
  const own = new Map(
    bindings
      .filter(({ activity, elementId }) => activity.kind === "element" && activity.name === elementId)
      .map(({ activity, elementId }) => [elementId, engineOf(activity)]),
  );
  const counts = new Map([...new Set(own.values())].map((engine) => [engine, byId(flowsOf(engine))]));
  const told = new Map<string, number>();
  for (const { flowId, from, to, kind } of diagram.flows) {
    const engine = own.get(from);
    if (kind !== "sequence" || engine === undefined || own.get(to) !== engine) continue;
    const taken = counts.get(engine)?.get(flowId);
    if (taken !== undefined) told.set(flowId, taken);
  }
  return told;
}

function byId(flows: readonly FlowCount[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { flowId, count } of flows) sums.set(flowId, (sums.get(flowId) ?? 0) + count);
  return sums;
}
