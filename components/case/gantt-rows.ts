import type { CaseEvent, CaseStory, ProcessInstance, VisitPhase } from "@/lib/api/contract/cases";
import type { Span } from "./gantt-span";
import { isEngineEvent } from "./timeline-rows";
import { visitTree, visitWords } from "./visit-tree";

export type GanttPart = {
  readonly kind: VisitPhase["kind"];
  readonly from: number;
  readonly to: number;
  readonly text: string;
};

export type GanttRow = {
  readonly id: string;
  /** `reaction`: from the event that set it off to what the service said. */
  readonly kind: "instance" | "visit" | "producer" | "reaction";
  readonly label: string;
  /** How far it stands in: a visit in a subprocess below that of the subprocess. */
  readonly level: number;
  readonly note: string;
  readonly from: number;
  /** The end of what is shown while it goes on. */
  readonly to: number;
  readonly isOpen: boolean;
  readonly isCanceled: boolean;
  readonly parts: readonly GanttPart[];
  /** Instants at which a service spoke. */
  readonly marks: readonly number[];
  readonly eventId: string | null;
  readonly elementId: string | null;
  readonly processInstanceKey: string | null;
};
export type Gantt = { readonly rows: readonly GanttRow[]; readonly whole: Span };

type Told = Pick<CaseStory, "trace" | "hops" | "processInstances">;
type NameOf = (elementId: string) => string | null;

/** Who had the case when: visits below their process instance, parallel ones below each other; then what services said. */
export function ganttOf({ trace, hops, processInstances }: Told, nameOf: NameOf): Gantt {
  const times = trace.map(({ occurredAt }) => Date.parse(occurredAt));
  const from = times[0] ?? 0;
  const whole = { from, to: Math.max(from + 1, times.at(-1) ?? 0) };
  const entering = new Map<string, CaseEvent>();
  for (const event of trace) {
    const key = `${event.processInstanceKey} ${event.elementInstanceKey}`;
    if (event.elementInstanceKey !== null && !entering.has(key)) entering.set(key, event);
  }
  const ofEngines = processInstances.flatMap((instance) => instanceRows(instance, { nameOf, entering, end: whole.to }));
  return { rows: [...ofEngines, ...serviceRows(trace, hops)], whole };
}

type Drawing = {
  readonly nameOf: NameOf;
  /** The first event of each element instance. */
  readonly entering: ReadonlyMap<string, CaseEvent>;
  readonly end: number;
};

function instanceRows(instance: ProcessInstance, { nameOf, entering, end }: Drawing): readonly GanttRow[] {
  const { processInstanceKey, processName, startedAt, endedAt, state } = instance;
  const inTime = [...instance.elements].sort((a, b) => startOf(a) - startOf(b));
  const visits = visitTree(inTime).flatMap(({ visit, level }): GanttRow[] => {
    const started = visit.enteredAt ?? visit.leftAt;
    if (started === null) return [];
    const to = visit.leftAt ?? endedAt;
    return [
      {
        ...NOTHING,
        id: `${processInstanceKey} ${visit.elementInstanceKey}`,
        kind: "visit",
        label: visitWords(visit, nameOf(visit.elementId) ?? visit.elementId),
        level,
        from: Date.parse(started),
        to: to === null ? end : Date.parse(to),
        isOpen: visit.outcome === "active",
        isCanceled: visit.outcome === "terminated",
        parts: visit.phases.map((phase) => toPart(phase, end)),
        eventId: entering.get(`${processInstanceKey} ${visit.elementInstanceKey}`)?.id ?? null,
        elementId: visit.elementId,
        processInstanceKey,
      },
    ];
  });
  const head: GanttRow = {
    ...NOTHING,
    id: processInstanceKey,
    kind: "instance",
    label: processName,
    note: `…${processInstanceKey.slice(-4)}`,
    from: Date.parse(startedAt),
    to: endedAt === null ? end : Date.parse(endedAt),
    isOpen: state === "active",
    isCanceled: state === "terminated",
    processInstanceKey,
  };
  return [head, ...visits];
}

function startOf({ enteredAt, leftAt }: ProcessInstance["elements"][number]): number {
  return Date.parse(enteredAt ?? leftAt ?? "") || 0;
}

const NOTHING = {
  level: 0,
  note: "",
  parts: [],
  marks: [],
  eventId: null,
  elementId: null,
  processInstanceKey: null,
  isOpen: false,
  isCanceled: false,
};

function toPart({ kind, from, to, text }: VisitPhase, end: number): GanttPart {
  return { kind, from: Date.parse(from), to: to === null ? end : Date.parse(to), text };
}

function serviceRows(trace: readonly CaseEvent[], hops: CaseStory["hops"]): readonly GanttRow[] {
  const byId = new Map(trace.map((event) => [event.id, event]));
  // What comes only next in order did not set anything off.
  const setOff = new Map(hops.filter(({ why }) => why !== "next").map((hop) => [hop.toEventId, hop]));
  const producers = new Map<string, CaseEvent[]>();
  for (const event of trace) {
    if (isEngineEvent(event)) continue;
    const known = producers.get(event.producer);
    if (known === undefined) producers.set(event.producer, [event]);
    else known.push(event);
  }
  return [...producers].flatMap(([producer, events]) => [
    producerRow(producer, events),
    ...events.map((event) => reactionRow(event, byId.get(setOff.get(event.id)?.fromEventId ?? ""))),
  ]);
}

function producerRow(producer: string, events: readonly CaseEvent[]): GanttRow {
  const marks = events.map(({ occurredAt }) => Date.parse(occurredAt));
  const [from = 0, to = from] = [marks[0], marks.at(-1)];
  return {
    ...NOTHING,
    id: `producer ${producer}`,
    kind: "producer",
    label: producer,
    note: "service",
    from,
    to,
    marks,
  };
}

function reactionRow(event: CaseEvent, trigger: CaseEvent | undefined): GanttRow {
  const to = Date.parse(event.occurredAt);
  const from = trigger === undefined ? to : Date.parse(trigger.occurredAt);
  const note = trigger === undefined ? "" : `since ${trigger.title} of ${trigger.producer}`;
  return {
    ...NOTHING,
    id: event.id,
    kind: "reaction",
    label: event.title,
    note,
    from,
    to,
    marks: [to],
    eventId: event.id,
  };
}
