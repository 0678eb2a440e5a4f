import { pause as pauseFor } from "@/lib/platform/clock";
import type { RecordedLine } from "./recorded-line";
import { type Lap, renew } from "./renew";

/** A recording that is played again and again, each lap with times and ids of its own. */
export type Recording = {
  readonly lines: readonly RecordedLine[];
  readonly startedAt: number;
  /** From the beginning of one lap to that of the next. */
  readonly periodMs: number;
  readonly span: number;
  readonly lasting: ReadonlySet<string>;
};

export type Playing = {
  readonly recording: Recording;
  readonly signal: AbortSignal;
  /** How many whole laps of the past come at once before it goes on at the pace of life. */
  readonly pastLaps?: number;
  readonly clock?: () => number;
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** Laps are counted from here, so that a restarted player goes on in the lap that is under way. */
const FIRST_LAP_AT = Date.UTC(2026, 0, 1);
const BETWEEN_LAPS_MS = 5_000;
const DAY_MS = 86_400_000;
const LINES_AT_ONCE = 500;
const LOOK_EVERY_MS = 100;
const NUMBERS_TO_SPARE = 1_000;

/** The lines must be in the order of time. */
export function toRecording(lines: readonly RecordedLine[]): Recording {
  const times = lines.map(({ timestamp }) => Number(timestamp));
  const startedAt = times[0] ?? FIRST_LAP_AT;
  const seconds = Math.ceil(((times.at(-1) ?? startedAt) - startedAt + BETWEEN_LAPS_MS) / 1_000);
  return { lines, startedAt, periodMs: seconds * 1_000, span: spanOf(lines), lasting: lastingKeys(lines) };
}

/** One lap of the recording: the same for everyone who asks, whenever. */
export function lapOf({ startedAt, periodMs, span, lasting }: Recording, number: number): Lap {
  const times = { least: startedAt - DAY_MS, most: startedAt + periodMs + 30 * DAY_MS };
  return { number, shiftMs: FIRST_LAP_AT + number * periodMs - startedAt, span, lasting, times };
}

/** Whatever happened in whole laps of the past, at once; then each record when its time has come, until the signal. */
export async function* playRecording(playing: Playing): AsyncGenerator<readonly RecordedLine[]> {
  const { recording, signal, pastLaps = 1, clock = Date.now, pause = pauseFor } = playing;
  if (recording.lines.length === 0) return;
  const now = Math.floor((clock() - FIRST_LAP_AT) / recording.periodMs);
  for (let number = Math.max(0, now - pastLaps); !signal.aborted; number += 1) {
    const lap = lapOf(recording, number);
    for (let next = 0; next < recording.lines.length && !signal.aborted; ) {
      const due = countDue(recording.lines, next, clock() - lap.shiftMs);
      if (due > 0) yield recording.lines.slice(next, next + due).map((line) => renew(line, lap));
      else await pause(LOOK_EVERY_MS, signal);
      next += due;
    }
  }
}

function countDue(lines: readonly RecordedLine[], from: number, until: number): number {
  let due = 0;
  while (due < LINES_AT_ONCE && Number(lines[from + due]?.timestamp ?? Number.POSITIVE_INFINITY) <= until) due += 1;
  return due;
}

/** More than any offset and any position, and than the engine's keys counted from the first one. */
function spanOf(lines: readonly RecordedLine[]): number {
  const keys = numbersIn(lines, /(?<![\w.-])(\d{16,19})(?![\w.-])/g);
  const [least = 0n] = [...keys].sort((one, other) => (one < other ? -1 : 1));
  const counted = keys.map((key) => Number(key - least)).filter((count) => count < 2 ** 50); // of the first partition
  const positions = numbersIn(lines, /"position":(\d+)/g).map(Number);
  const offsets = lines.map(({ offset }) => Number(offset));
  const most = [...counted, ...positions, ...offsets].reduce((one, other) => Math.max(one, other), 0);
  return Math.ceil((most + 1) / NUMBERS_TO_SPARE) * NUMBERS_TO_SPARE;
}

function numbersIn(lines: readonly RecordedLine[], pattern: RegExp): readonly bigint[] {
  return lines.flatMap(({ value }) => [...(value ?? "").matchAll(pattern)].map((found) => BigInt(found[1] ?? 0)));
}

function lastingKeys(lines: readonly RecordedLine[]): ReadonlySet<string> {
  const deployed = lines.filter(({ value }) => value?.includes('"valueType":"PROCESS"'));
  const keys = deployed.flatMap(({ value }) => [
    ...(value ?? "").matchAll(/"(?:processDefinitionKey|deploymentKey)":(\d+)/g),
  ]);
  return new Set(keys.map((found) => found[1] ?? ""));
}
