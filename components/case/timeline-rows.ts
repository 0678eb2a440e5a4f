import type { CaseEvent } from "@/lib/api/contract/cases";

export type TimelineShown = "all" | "business" | "engine" | "element";
export type Lane = { name: string; isEngine: boolean };
export type TimelineRow = {
  event: CaseEvent;
  lane: number;
  /** Since the event shown before; null for the first. Negative when clocks disagree. */
  gapMs: number | null;
  /** Whether much of the case's time went by before this event. */
  isLongGap: boolean;
};
export type Timeline = { rows: readonly TimelineRow[]; lanes: readonly Lane[] };

/** More lanes than these cannot be told apart; the rest share the last one. */
export const LANES_MAX = 8;
/** A wait is long when it took this share of what is shown, and a person would notice it. */
const LONG_SHARE = 0.2;
const LONG_MS_MIN = 1000;

/** Engine events are what an engine reports about itself; everything else a service said on its own. */
export function isEngineEvent({ kind }: Pick<CaseEvent, "kind">): boolean {
  return kind !== "activity.occurred";
}

export function isShown(event: CaseEvent, shown: TimelineShown, elementId: string | null): boolean {
  switch (shown) {
    case "all":
      return true;
    case "business":
      return !isEngineEvent(event);
    case "engine":
      return isEngineEvent(event);
    case "element":
      return event.elementId !== null && event.elementId === elementId;
  }
}

/** Rows for a list of some ten thousand events, one lane for each producer in the order in which they first speak. */
export function timelineOf(events: readonly CaseEvent[]): Timeline {
  const lanes: Lane[] = [];
  const laneOf = new Map<string, number>();
  const first = events[0];
  const last = events.at(-1);
  const spanMs = first === undefined || last === undefined ? 0 : time(last) - time(first);
  const longMs = Math.max(LONG_MS_MIN, spanMs * LONG_SHARE);
  const rows = events.map((event, index) => {
    const before = events[index - 1];
    const gapMs = before === undefined ? null : time(event) - time(before);
    return { event, lane: placeInLane(event, lanes, laneOf), gapMs, isLongGap: gapMs !== null && gapMs >= longMs };
  });
  return { rows, lanes };
}

function placeInLane(event: CaseEvent, lanes: Lane[], laneOf: Map<string, number>): number {
  const isEngine = isEngineEvent(event);
  const name = event.producer === "" ? event.source : event.producer;
  const key = `${isEngine} ${name}`;
  const known = laneOf.get(key);
  if (known !== undefined) return known;
  const isFull = lanes.length === LANES_MAX;
  if (isFull) lanes[LANES_MAX - 1] = { name: "others", isEngine: false };
  else lanes.push({ name, isEngine });
  const lane = lanes.length - 1;
  laneOf.set(key, lane);
  return lane;
}

function time({ occurredAt }: CaseEvent): number {
  return Date.parse(occurredAt);
}
