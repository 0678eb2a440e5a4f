import type { CaseEvent, CaseStory, Hop } from "@/lib/api/contract/cases";
import { type SequenceLane, SequenceLanes } from "./sequence-lanes";
import { isEngineEvent } from "./timeline-rows";

/** One from another: what was said, to whom. `to` is null when nobody took it up. */
export type MessageRow = RowTime & {
  readonly kind: "message";
  readonly event: CaseEvent;
  readonly from: number;
  readonly to: number | null;
  readonly hop: Hop | null;
  /** From the event to the one that took it up. */
  readonly afterMs: number | null;
};

/** What an engine did by itself, without anybody else, folded into one row. */
export type StepsRow = RowTime & {
  readonly kind: "steps";
  readonly event: CaseEvent;
  readonly events: readonly CaseEvent[];
  readonly lane: number;
  readonly text: string;
};

type RowTime = {
  readonly id: string;
  readonly gapMs: number | null;
  readonly isLongGap: boolean;
  /** Lanes whose process instance runs here. */
  readonly running: readonly number[];
};
export type SequenceRow = MessageRow | StepsRow;
export type Sequence = { readonly lanes: readonly SequenceLane[]; readonly rows: readonly SequenceRow[] };

/** A wait is long when it took this share of all, and a person would notice it. */
const LONG_SHARE = 0.1;
const LONG_MS_MIN = 1_000;

type Told = Pick<CaseStory, "trace" | "hops" | "processInstances">;

/** Who said what to whom, from top to bottom. In time linear to the events. */
export function sequenceOf({ trace, hops, processInstances }: Told): Sequence {
  const lanes = new SequenceLanes(processInstances);
  const byId = new Map(trace.map((event) => [event.id, event]));
  const hopsFrom = new Map<string, Hop[]>();
  for (const hop of hops) {
    const known = hopsFrom.get(hop.fromEventId);
    if (known === undefined) hopsFrom.set(hop.fromEventId, [hop]);
    else known.push(hop);
  }
  const drafts: Draft[] = [];
  for (const event of trace) {
    const from = lanes.laneOf(event);
    const leaving = hopsFrom.get(event.id);
    if (leaving !== undefined) {
      drafts.push(...leaving.map((hop) => toMessage({ event, from, hop, target: byId.get(hop.toEventId) }, lanes)));
    } else if (isEngineEvent(event)) fold(drafts, event, from);
    else drafts.push({ kind: "message", id: event.id, event, from, to: null, hop: null, afterMs: null });
  }
  return { lanes: lanes.all, rows: withTimes(drafts, lanes.all) };
}

type Leaving = { event: CaseEvent; from: number; hop: Hop; target: CaseEvent | undefined };

function toMessage({ event, from, hop, target }: Leaving, lanes: SequenceLanes): Draft {
  const to = target === undefined ? null : lanes.laneOf(target);
  const afterMs = target === undefined ? null : time(target) - time(event);
  return { kind: "message", id: `${event.id} ${hop.toEventId}`, event, from, to, hop, afterMs };
}

type Draft = (Omit<MessageRow, keyof RowTime> & { id: string }) | StepsDraft;
type StepsDraft = { kind: "steps"; id: string; event: CaseEvent; events: CaseEvent[]; lane: number };

/** Steps in a row of the same process instance are one note. */
function fold(drafts: Draft[], event: CaseEvent, lane: number): void {
  const last = drafts.at(-1);
  if (last?.kind === "steps" && last.lane === lane) last.events.push(event);
  else drafts.push({ kind: "steps", id: event.id, event, events: [event], lane });
}

function withTimes(drafts: readonly Draft[], lanes: readonly SequenceLane[]): readonly SequenceRow[] {
  const first = drafts[0];
  const last = drafts.at(-1);
  const spanMs = first === undefined || last === undefined ? 0 : endOf(last) - time(first.event);
  const longMs = Math.max(LONG_MS_MIN, spanMs * LONG_SHARE);
  const running = runningLanes(drafts, lanes);
  return drafts.map((draft, index): SequenceRow => {
    const before = drafts[index - 1];
    const gapMs = before === undefined ? null : time(draft.event) - endOf(before);
    const timed = { gapMs, isLongGap: gapMs !== null && gapMs >= longMs, running: running[index] ?? [] };
    return draft.kind === "steps" ? { ...draft, ...timed, text: stepsText(draft.events) } : { ...draft, ...timed };
  });
}

/** A process instance runs from the first row that it has a part in to the last. */
function runningLanes(drafts: readonly Draft[], lanes: readonly SequenceLane[]): readonly (readonly number[])[] {
  const ends = new Map<number, { first: number; last: number }>();
  for (const [index, draft] of drafts.entries()) {
    const parts = draft.kind === "steps" ? [draft.lane] : [draft.from, draft.to];
    for (const lane of parts) {
      if (lane === null || lanes[lane]?.kind !== "instance") continue;
      ends.set(lane, { first: ends.get(lane)?.first ?? index, last: index });
    }
  }
  return drafts.map((_draft, index) =>
    [...ends].filter(([, { first, last }]) => index >= first && index <= last).map(([lane]) => lane),
  );
}

const NAMES_MAX = 3;

/** The elements that were entered say it best; else what happened first. */
function stepsText(events: readonly CaseEvent[]): string {
  const entered = events
    .filter(({ kind }) => kind === "element.entered")
    .map(({ title }) => title.replace(/ entered$/, ""));
  const names = entered.length === 0 ? [events[0]?.title ?? ""] : entered.slice(0, NAMES_MAX);
  const more = entered.length > NAMES_MAX ? " → …" : "";
  return `${names.join(" → ")}${more}`;
}

function endOf(draft: Draft): number {
  return time(draft.kind === "steps" ? (draft.events.at(-1) ?? draft.event) : draft.event);
}

function time({ occurredAt }: CaseEvent): number {
  return Date.parse(occurredAt);
}
