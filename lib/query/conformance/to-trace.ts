import { type Activity, activityKey } from "@/lib/domain/activity";
import { type ConformanceModel, participantOf } from "./conformance-model";

type Projecting = Pick<ConformanceModel, "elementsOf" | "participants" | "untold">;

/**
 * The part of a case that a model speaks of: what its participants did. Where an engine's element and an event are bound to
 * one element of the diagram they tell the same step, which counts once: the engine's word.
 */
export function toTrace(activities: readonly Activity[], model: Projecting): readonly string[] {
  const ofEngine = new Set(
    activities.filter(({ kind }) => kind === "element").flatMap((one) => model.elementsOf.get(activityKey(one)) ?? []),
  );
  return activities.filter((activity) => isTold(activity, model, ofEngine)).map(activityKey);
}

function isTold(activity: Activity, model: Projecting, ofEngine: ReadonlySet<string>): boolean {
  const elements = model.elementsOf.get(activityKey(activity));
  if (elements === undefined)
    return model.participants.has(participantOf(activity)) && !model.untold.has(activity.name);
  if (elements.every((elementId) => model.untold.has(elementId))) return false;
  return activity.kind === "element" || !elements.every((elementId) => ofEngine.has(elementId));
}
