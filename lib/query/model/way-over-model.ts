import { balanceFlows } from "@/lib/analytics/flow-balance";
import type { CaseCollaboration } from "@/lib/api/contract/models";
import { activityKey } from "@/lib/domain/activity";
import type { Event } from "@/lib/domain/event";
import type { CaseStoryFacts, InstanceStory } from "@/lib/project/story-facts";
import type { StoredBinding } from "@/lib/store/model/bindings";
import type { ModelDiagram } from "./read-model-diagram";
import { engineOf, toldFlows } from "./told-flows";

type Way = NonNullable<CaseCollaboration["shown"]>;
export type WayFacts = {
  readonly story: Pick<CaseStoryFacts, "trace" | "instances">;
  readonly isActive: boolean;
  readonly diagram: ModelDiagram;
  readonly bindings: readonly Pick<StoredBinding, "elementId" | "activity">[];
};

const STEPS_MAX = 2_000;
const UNBOUND_MAX = 50;

/** The way of one case over a model: Kafka steps and the elements of every engine that took part. */
export function wayOverModel(facts: WayFacts): Omit<Way, "id" | "version"> {
  const { diagram, bindings } = facts;
  const elementsOf = new Map<string, string[]>();
  for (const { elementId, activity } of bindings) {
    const key = activityKey(activity);
    elementsOf.set(key, [...(elementsOf.get(key) ?? []), elementId]);
  }
  const { steps, unbound } = walk(facts.story.trace, elementsOf);
  const told = tellElements(facts, steps);
  const elements = diagram.elements.flatMap(({ elementId, name, type, pool }) => {
    const found = told.get(elementId);
    return found === undefined ? [] : [{ elementId, name, type, pool, ...found }];
  });
  return {
    steps: steps.slice(0, STEPS_MAX),
    stepsTruncated: steps.length > STEPS_MAX,
    elements,
    flows: [...wayOverFlows(facts, told)]
      .map(([flowId, count]) => ({ flowId, count }))
      .filter(({ count }) => count > 0),
    unbound: [...unbound.values()].sort((a, b) => b.count - a.count).slice(0, UNBOUND_MAX),
  };
}

type Step = Way["steps"][number];

/** Every activity of the trace in order; elements are numbered as they are reached for the first time. */
function walk(trace: readonly Event[], elementsOf: ReadonlyMap<string, readonly string[]>) {
  const steps: Step[] = [];
  const unbound = new Map<string, Way["unbound"][number]>();
  const orders = new Map<string, number>();
  for (const event of trace) {
    if (!("activity" in event)) continue;
    const key = activityKey(event.activity);
    const { producer, name } = event.activity;
    const elements = elementsOf.get(key) ?? [];
    if (elements.length === 0) unbound.set(key, { producer, name, count: (unbound.get(key)?.count ?? 0) + 1 });
    for (const elementId of elements) {
      const order = orders.get(elementId) ?? orders.size + 1;
      orders.set(elementId, order);
      steps.push({ elementId, eventId: event.id, at: new Date(event.occurredAt).toISOString(), order });
    }
  }
  return { steps, unbound };
}

type Told = Pick<Way["elements"][number], "visits" | "state" | "incidents">;

/** An engine knows the visits of its elements; where none took part, each event is one. */
function tellElements({ story, isActive, bindings }: WayFacts, steps: readonly Step[]): ReadonlyMap<string, Told> {
  const visitsOf = new Map<string, Told>();
  const last = steps.at(-1);
  const lastActivity = story.trace.findLast((event) => "activity" in event);
  const standsAt = isActive && last?.eventId === lastActivity?.id ? lastActivity?.id : undefined;
  const ofEngines = tellEngines(story.instances, bindings);
  for (const { elementId, eventId } of steps) {
    const engine = ofEngines.get(elementId);
    if (engine !== undefined) visitsOf.set(elementId, engine);
    else {
      const state = eventId === standsAt ? "active" : "completed";
      visitsOf.set(elementId, { visits: (visitsOf.get(elementId)?.visits ?? 0) + 1, state, incidents: 0 });
    }
  }
  for (const [elementId, told] of ofEngines) visitsOf.set(elementId, told);
  return visitsOf;
}

function tellEngines(instances: readonly InstanceStory[], bindings: WayFacts["bindings"]): ReadonlyMap<string, Told> {
  const found = new Map<string, Told>();
  for (const { elementId, activity } of bindings) {
    if (activity.kind !== "element") continue;
    const ours = instances.filter(
      ({ definition }) => definition.source === activity.channel && definition.bpmnProcessId === activity.producer,
    );
    for (const instance of ours) addVisits(found, elementId, tellVisits(instance, activity.name));
  }
  return found;
}

function tellVisits({ visits, incidents }: InstanceStory, name: string): Told {
  const outcomes = visits.filter(({ elementId }) => elementId === name).map(({ outcome }) => outcome);
  const open = incidents.filter(({ elementId, state }) => elementId === name && state === "open");
  return { visits: outcomes.length, state: stateOf(outcomes), incidents: open.length };
}

function addVisits(found: Map<string, Told>, elementId: string, told: Told): void {
  if (told.visits === 0) return;
  const known = found.get(elementId);
  if (known === undefined) found.set(elementId, told);
  else {
    const { visits, incidents } = known;
    const state = stateOf([told.state, known.state]);
    found.set(elementId, { visits: told.visits + visits, incidents: told.incidents + incidents, state });
  }
}

/** It stands there while one of its visits does. */
function stateOf(outcomes: readonly Told["state"][]): Told["state"] {
  if (outcomes.includes("active")) return "active";
  return outcomes.includes("completed") ? "completed" : "terminated";
}

function wayOverFlows({ story, diagram, bindings }: WayFacts, told: ReadonlyMap<string, Told>) {
  const bound = new Set(bindings.map(({ elementId }) => elementId));
  const interruptible = new Set(diagram.elements.map(({ attachedTo }) => attachedTo));
  const nodes = diagram.elements.map(({ elementId, type }) => {
    const { visits = 0, state = "completed" } = told.get(elementId) ?? {};
    const isKnown = bound.has(elementId);
    return {
      id: elementId,
      type,
      entered: isKnown ? visits : null,
      left: isKnown ? visits - (state === "completed" || visits === 0 ? 0 : 1) : null,
      isInterruptible: interruptible.has(elementId),
    };
  });
  const flowsOf = (kind: "sequence" | "message") =>
    diagram.flows.filter((flow) => flow.kind === kind).map(({ flowId, ...flow }) => ({ ...flow, id: flowId }));
  const senders = nodes.map((node) => ({ ...node, type: "TASK", left: node.entered, isInterruptible: false }));
  const flowsOfEngine = (engine: string) =>
    story.instances
      .filter(
        ({ definition }) => engineOf({ channel: definition.source, producer: definition.bpmnProcessId }) === engine,
      )
      .flatMap(({ flows }) => flows);
  return new Map([
    ...balanceFlows(nodes, flowsOf("sequence")),
    ...balanceFlows(senders, flowsOf("message")),
    ...toldFlows(diagram, bindings, flowsOfEngine),
  ]);
}
