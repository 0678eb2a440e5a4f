import type { InstanceStory } from "./story-facts";

/**
 * Each call activity with the process instance that it called. Camunda 8 tells it with the called one, its family before
 * with the call activity.
 */
export function linkCalls(instances: readonly InstanceStory[]): readonly InstanceStory[] {
  const calledBy = new Map<string, InstanceStory["processInstanceKey"]>();
  for (const { definition, parentElementInstanceKey: caller, processInstanceKey } of instances) {
    if (caller !== null) calledBy.set(placeIn(definition.source, caller), processInstanceKey);
  }
  if (calledBy.size === 0) return instances;
  return instances.map((instance) => ({
    ...instance,
    visits: instance.visits.map((visit) => {
      const called = calledBy.get(placeIn(instance.definition.source, visit.elementInstanceKey));
      return called === undefined ? visit : { ...visit, calledProcessInstanceKey: called };
    }),
  }));
}

/** Engines count their keys from the same number. */
function placeIn(source: string, elementInstanceKey: string): string {
  return `${source}\u001f${elementInstanceKey}`;
}
