import type { ElementVisit, InstanceStory, StoryPlace, Wait } from "./story-facts";
import {
  elementWaitText,
  incidentWaitText,
  jobWaitText,
  messageWaitText,
  timerWaitText,
  userTaskWaitText,
} from "./story-wait-text";

/** These stay open while something in them goes on, which is what they wait for. */
const CONTAINERS = new Set([
  "SUB_PROCESS",
  "EVENT_SUB_PROCESS",
  "AD_HOC_SUB_PROCESS",
  "AD_HOC_SUB_PROCESS_INNER_INSTANCE",
  "MULTI_INSTANCE_BODY",
]);

export function tellWaits(instances: readonly InstanceStory[]): readonly Wait[] {
  const active = instances.filter(({ state }) => state === "active");
  const calling = new Set(
    active.map(({ definition, parentProcessInstanceKey }) => {
      return `${definition.source}\u001f${parentProcessInstanceKey}`;
    }),
  );
  return active
    .flatMap((instance) => {
      const { definition, processInstanceKey } = instance;
      return waitsOf(instance, calling.has(`${definition.source}\u001f${processInstanceKey}`));
    })
    .sort((a, b) => urgency(a) - urgency(b) || a.since - b.since);
}

function urgency({ kind }: Wait): number {
  return kind === "incident" ? 0 : 1;
}

function waitsOf(instance: InstanceStory, isCalling: boolean): readonly Wait[] {
  const left = new Set(
    instance.visits.filter(({ outcome }) => outcome !== "active").map(({ elementInstanceKey }) => elementInstanceKey),
  );
  // What is held by an element goes with it, even if that was not told.
  const isOpen = (item: StoryPlace & { readonly isOver: boolean }) =>
    !item.isOver && !left.has(item.elementInstanceKey);
  const incidents = incidentWaits(instance);
  const known = [
    ...incidents,
    ...messageWaits(instance, isOpen),
    ...timerWaits(instance, isOpen),
    ...userTaskWaits(instance, { isOpen, stopped: placesOf(incidents) }),
    ...jobWaits(instance, { isOpen, stopped: placesOf(incidents) }),
  ];
  return [...known, ...elementWaits(instance, { known, isCalling })];
}

type IsOpen = (item: StoryPlace & { readonly isOver: boolean }) => boolean;
type Places = ReadonlySet<string>;

function placesOf(places: readonly StoryPlace[]): Places {
  return new Set(places.map(({ elementInstanceKey }) => elementInstanceKey));
}

function incidentWaits({ processInstanceKey, incidents }: InstanceStory): readonly Wait[] {
  return incidents
    .filter(({ state }) => state === "open")
    .map((incident) => ({
      kind: "incident",
      ...placeOf(incident),
      processInstanceKey,
      text: incidentWaitText(incident),
      since: incident.openedAt,
      dueAt: null,
      incidentKey: incident.incidentKey,
      errorType: incident.errorType,
    }));
}

function messageWaits({ processInstanceKey, subscriptions }: InstanceStory, isOpen: IsOpen): readonly Wait[] {
  return subscriptions.filter(isOpen).map((subscription) => ({
    kind: "message",
    ...placeOf(subscription),
    processInstanceKey,
    text: messageWaitText(subscription),
    since: subscription.heardAt,
    dueAt: null,
    messageName: subscription.messageName,
    correlationKey: subscription.correlationKey,
  }));
}

function timerWaits({ processInstanceKey, timers }: InstanceStory, isOpen: IsOpen): readonly Wait[] {
  return timers.filter(isOpen).map((timer) => ({
    kind: "timer",
    ...placeOf(timer),
    processInstanceKey,
    text: timerWaitText(timer),
    since: timer.heardAt,
    dueAt: timer.dueAt,
    timerKey: timer.timerKey,
  }));
}

type Unfinished = { readonly isOpen: IsOpen; readonly stopped: Places };

function userTaskWaits({ processInstanceKey, userTasks }: InstanceStory, unfinished: Unfinished): readonly Wait[] {
  return userTasks
    .filter((task) => unfinished.isOpen(task) && !unfinished.stopped.has(task.elementInstanceKey))
    .map((task) => ({
      kind: "user-task",
      ...placeOf(task),
      processInstanceKey,
      text: userTaskWaitText(task),
      since: task.heardAt,
      dueAt: null,
      taskKey: task.taskKey,
      assignee: task.assignee,
    }));
}

/** A job that is stopped by an incident, or that stands for a user task, is told as that. */
function jobWaits(instance: InstanceStory, { isOpen, stopped }: Unfinished): readonly Wait[] {
  const { processInstanceKey, jobs, incidents, userTasks } = instance;
  const told = new Set<string | null>(userTasks.map(({ taskKey }) => taskKey));
  for (const { state, jobKey } of incidents) if (state === "open") told.add(jobKey);
  return jobs
    .filter((job) => isOpen(job) && !told.has(job.jobKey) && !stopped.has(job.elementInstanceKey))
    .map((job) => ({
      kind: "job",
      ...placeOf(job),
      processInstanceKey,
      text: jobWaitText(job),
      since: job.heardAt,
      dueAt: null,
      jobKey: job.jobKey,
      jobType: job.jobType,
      retries: job.retries,
    }));
}

type Known = { readonly known: readonly Wait[]; readonly isCalling: boolean };

/** Open elements that nothing is known of to wait for. */
function elementWaits(instance: InstanceStory, { known, isCalling }: Known): readonly Wait[] {
  const places = placesOf(known);
  const silent = instance.visits.filter(
    ({ outcome, elementInstanceKey, elementType }) =>
      outcome === "active" && !places.has(elementInstanceKey) && !(isCalling && elementType === "CALL_ACTIVITY"),
  );
  const innermost = silent.filter(({ elementType }) => !CONTAINERS.has(elementType));
  const isAllTold = known.length > 0 || innermost.length > 0 || isCalling;
  return (isAllTold ? innermost : silent).map((visit) => toElementWait(instance, visit));
}

function toElementWait({ processInstanceKey }: InstanceStory, visit: ElementVisit): Wait {
  const { elementType, enteredAt, heardAt } = visit;
  const since = enteredAt ?? heardAt;
  const text = elementWaitText(visit);
  return { kind: "element", ...placeOf(visit), processInstanceKey, text, since, dueAt: null, elementType };
}

function placeOf({ elementId, elementInstanceKey }: StoryPlace): StoryPlace {
  return { elementId, elementInstanceKey };
}
