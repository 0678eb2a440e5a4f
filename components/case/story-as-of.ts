import type { CaseAt, CaseEvent, CaseStory, Incident, ProcessInstance } from "@/lib/api/contract/cases";

/** What the page shows of a case at an instant. */
export type ShownStory = CaseStory & { readonly shownIncidents: readonly ShownIncident[] };
export type ShownIncident = Pick<Incident, "processInstanceKey" | "elementId" | "elementName">;

/** The case as it is. */
export function storyNow(story: CaseStory): ShownStory {
  return { ...story, shownIncidents: story.openIncidents };
}

/**
 * The case as it stood: what the instant tells, on the diagrams that are known now. A process instance that had not begun
 * keeps its diagram, with nobody on it.
 */
export function storyAsOf(story: CaseStory, at: CaseAt): ShownStory {
  const told = new Map(at.processInstances.map((instance) => [instance.processInstanceKey, instance]));
  return {
    ...story,
    state: at.state,
    waitsFor: at.waitsFor,
    processInstances: story.processInstances.map((now) => instanceAsOf(now, told.get(now.processInstanceKey))),
    shownIncidents: at.openIncidents.map((incident) => ({ ...incident, elementName: incident.elementId })),
  };
}

function instanceAsOf(now: ProcessInstance, then: ProcessInstance | undefined): ProcessInstance {
  const { state, startedAt, endedAt, elements, flows, variables } = then ?? { ...now, ...NOT_BEGUN };
  return { ...now, state, startedAt, endedAt, elements, flows, variables };
}

const NOT_BEGUN = {
  state: "active",
  endedAt: null,
  elements: [],
  flows: [],
  variables: [],
} as const satisfies Partial<ProcessInstance>;

/** Instants at which something happened, each once, in order: the steps of a walk through the case. */
export function instantsOf(trace: readonly CaseEvent[]): readonly number[] {
  const times = trace.map(({ occurredAt }) => Date.parse(occurredAt)).sort((a, b) => a - b);
  return times.filter((time, index) => time !== times[index - 1]);
}

/** The last of them up to an instant: all that lies between two of them looks the same. Null before the first. */
export function lastInstant(instants: readonly number[], at: number): number | null {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instants[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return instants[low - 1] ?? null;
}

/** So many steps of the walk from an instant. */
export function stepFrom(instants: readonly number[], at: number, steps: number): number | null {
  const last = lastInstant(instants, at);
  const index = last === null ? -1 : instants.indexOf(last);
  // Between two instants, the step back is to the one behind.
  const from = steps < 0 && last !== null && last < at ? index + 1 : index;
  return instants[Math.max(0, Math.min(instants.length - 1, from + steps))] ?? null;
}

/** Flows that tokens went over between two instants, in one process instance; only the latest of very many. */
export function flowsBetween(
  trace: readonly CaseEvent[],
  { after, until }: { readonly after: number; readonly until: number },
  processInstanceKey: string,
): readonly string[] {
  return trace
    .filter((event) => event.flowId !== null && event.processInstanceKey === processInstanceKey)
    .filter(({ occurredAt }) => Date.parse(occurredAt) > after && Date.parse(occurredAt) <= until)
    .slice(-FLOWS_MOVING_MAX)
    .map(({ flowId }) => flowId ?? "");
}

const FLOWS_MOVING_MAX = 12;
