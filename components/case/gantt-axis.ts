import type { Span } from "./gantt-span";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((count) => count * DAY),
];

export type Tick = {
  readonly at: number;
  readonly text: string /** Of the span's length, from its start. */;
  readonly share: number;
};

/** Round instants within a span, at most so many, in a zone that is so far ahead of UTC. */
export function axisTicks({ from, to }: Span, ticksMax: number, zoneMs: number): readonly Tick[] {
  const step = STEPS.find((each) => (to - from) / each <= ticksMax) ?? to - from;
  const ticks: Tick[] = [];
  for (let at = Math.ceil((from + zoneMs) / step) * step - zoneMs; at <= to; at += step) {
    ticks.push({ at, text: tickText(at + zoneMs, step), share: (at - from) / (to - from) });
  }
  return ticks;
}

/** No finer than the steps between them. */
function tickText(shiftedMs: number, step: number): string {
  const iso = new Date(shiftedMs).toISOString();
  if (step >= DAY) return iso.slice(0, 10);
  if (step >= MINUTE) return iso.slice(11, 16);
  return step >= SECOND ? iso.slice(11, 19) : iso.slice(11, 23);
}
