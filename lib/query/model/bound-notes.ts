import type { StoredBinding } from "@/lib/store/model/bindings";
import type { Observations } from "./bound-observations";
import type { ModelDiagram } from "./read-model-diagram";

type Known = {
  readonly bindings: readonly StoredBinding[];
  readonly flowsKnown: number;
  readonly observations: Observations;
};

/** Gateways decide; nothing tells that they did. Boundary and start events may well be told by an event. */
export const isBindable = (type: string): boolean => !type.endsWith("GATEWAY");

/** What the figures of a bound model leave open, in words. */
export function boundNotes(diagram: ModelDiagram, { bindings, flowsKnown, observations }: Known): readonly string[] {
  const bound = new Set(bindings.map(({ elementId }) => elementId));
  const bindable = diagram.elements.filter(({ type }) => isBindable(type));
  const unbound = bindable.filter(({ elementId }) => !bound.has(elementId)).length;
  const notes: string[] = [];
  if (unbound > 0) {
    notes.push(`${unbound} of ${bindable.length} elements are bound to no activity: nothing is known of them.`);
  }
  if (bindings.some(({ activity }) => activity.kind === "event")) {
    notes.push(
      "Events tell that a step was done, not when it began: there is no time inside elements bound to events alone.",
    );
  }
  const unknown = diagram.flows.length - flowsKnown;
  if (unknown > 0) {
    notes.push(
      `${unknown} of ${diagram.flows.length} flows have no count: it does not follow from the counts at their ends, or those contradict each other.`,
    );
  }
  if (observations.isStandingEstimated) {
    notes.push("How many cases stand at an element is estimated from the newest 10,000 of each process.");
  }
  return notes;
}
