import type { ElementVisit, InstanceStory, UserTaskStory, VisitPhase } from "./story-facts";

/**
 * What the time of each visit went into, by element instance: waiting and service time where the engine tells them apart.
 * Of a job it does not say when a worker took it, so that its time is told as one.
 */
export function tellPhases(instance: InstanceStory): ReadonlyMap<string, readonly VisitPhase[]> {
  const visits = new Map<string, ElementVisit>();
  for (const visit of instance.visits) visits.set(visit.elementInstanceKey, visit);
  const phases = new Map<string, VisitPhase[]>();
  const tasks = new Set(instance.userTasks.map(({ elementInstanceKey }) => elementInstanceKey));
  const add = (place: Placed, ...told: readonly VisitPhase[]) => {
    const visit = visits.get(place.elementInstanceKey);
    // A boundary event has the element instance of its host: what it waits for is not what its host does.
    if (visit === undefined || visit.elementId !== place.elementId) return;
    const end = visit.leftAt ?? instance.endedAt;
    const known = phases.get(place.elementInstanceKey) ?? [];
    known.push(...told.map((phase) => ({ ...phase, to: phase.to ?? end })));
    phases.set(place.elementInstanceKey, known);
  };
  for (const task of instance.userTasks) add(task, ...phasesOfTask(task));
  for (const job of instance.jobs) {
    if (tasks.has(job.elementInstanceKey)) continue;
    add(job, { kind: "job", from: job.heardAt, to: job.isOver ? job.changedAt : null, text: job.jobType });
  }
  for (const { messageName, ...wait } of instance.subscriptions) add(wait, waiting(wait, `message ${messageName}`));
  for (const timer of instance.timers) add(timer, waiting(timer, "a timer"));
  for (const { openedAt, resolvedAt, ...incident } of instance.incidents) {
    add(incident, { kind: "stopped", from: openedAt, to: resolvedAt, text: incident.errorType });
  }
  for (const told of phases.values()) told.sort((a, b) => a.from - b.from);
  return phases;
}

type Placed = Pick<ElementVisit, "elementId" | "elementInstanceKey">;
type Wait = { readonly heardAt: number; readonly changedAt: number; readonly isOver: boolean };

function waiting({ heardAt, changedAt, isOver }: Wait, text: string): VisitPhase {
  return { kind: "waiting", from: heardAt, to: isOver ? changedAt : null, text };
}

function phasesOfTask({ heardAt, assignedAt, changedAt, isOver, assignee }: UserTaskStory): readonly VisitPhase[] {
  const to = isOver ? changedAt : null;
  if (assignedAt === null)
    return [{ kind: isOver ? "job" : "waiting", from: heardAt, to, text: "somebody to take it" }];
  return [
    { kind: "waiting", from: heardAt, to: assignedAt, text: "somebody to take it" },
    { kind: "service", from: assignedAt, to, text: assignee ?? "somebody" },
  ];
}
