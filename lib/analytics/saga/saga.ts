import type { SagaState, SagaStepState } from "@/lib/domain/saga-rule";

/** One fact about a step: that it was done, taken back or could not be done, and who says so. */
export type SagaMark = {
  readonly kind: "done" | "undone" | "failed";
  /** What it is about, in lower case: `hotel`. */
  readonly subject: string;
  /** Who keeps count of it: a step that two worlds tell of is taken back when both have told so. */
  readonly world: string;
  readonly at: number;
  readonly eventId: string;
  /** Of whom, and what: an event's type or an element's id. */
  readonly producer: string;
  readonly name: string;
};

export type SagaStep = {
  readonly subject: string;
  readonly state: SagaStepState;
  readonly at: number;
  readonly undoneAt: number | null;
  readonly marks: readonly SagaMark[];
};

export type Saga = {
  readonly state: SagaState;
  /** When a step failed, or was begun to be taken back; null: nothing has to be. */
  readonly failedAt: number | null;
  /** From when on what is not taken back is held to be lost; null: nothing is owed. */
  readonly dueAt: number | null;
  /** In the order in which they were first told of. */
  readonly steps: readonly SagaStep[];
};

export type SagaClock = {
  readonly asOf: number;
  readonly withinMs: number;
  /** When the case was over; nothing is to come any more. */
  readonly overAt: number | null;
};

/** A last event may be told a little after the end. */
const AFTER_END_MS = 3_000;

/** How a saga stands. `marks` come in canonical order. Null: the case has no step that was done or that failed. */
export function toSaga(marks: readonly SagaMark[], clock: SagaClock): Saga | null {
  const places = new Map<string, number[]>();
  for (const [place, { subject }] of marks.entries()) {
    const known = places.get(subject);
    if (known === undefined) places.set(subject, [place]);
    else known.push(place);
  }
  const told = [...places].map(([subject, ofStep]) => tellStep(subject, ofStep, marks));
  if (!told.some(({ isDone, isFailed }) => isDone || isFailed)) return null;
  const failedAt = firstFailure(marks, told);
  const owes = failedAt !== null && told.some(({ isDone, undoneAt }) => isDone && undoneAt === null);
  const dueAt = owes ? dueOf(failedAt, clock) : null;
  const unpaid = dueAt !== null && clock.asOf >= dueAt ? "not-compensated" : "compensation-pending";
  const steps = told.flatMap((step): SagaStep[] => {
    const { subject, isDone, isFailed, at, undoneAt, marks: ofStep } = step;
    if (!isDone && !isFailed) return [];
    const state = stepState({ isDone, undoneAt, hasFailure: failedAt !== null, unpaid });
    return [{ subject, state, at, undoneAt: isDone ? undoneAt : null, marks: ofStep }];
  });
  return { state: sagaState(steps, failedAt, clock.overAt), failedAt, dueAt, steps };
}

type ToldStep = {
  readonly subject: string;
  readonly isDone: boolean;
  /** It failed, and was not done afterwards. */
  readonly isFailed: boolean;
  readonly at: number;
  /** When the last world that had told it done told it taken back; null while one has not. */
  readonly undoneAt: number | null;
  readonly marks: readonly SagaMark[];
};

function tellStep(subject: string, places: readonly number[], all: readonly SagaMark[]): ToldStep {
  const marks = places.flatMap((place) => all[place] ?? []);
  const worlds = new Map<string, { done: number; undone: number }>();
  let lastDone = -1;
  let lastFailed = -1;
  for (const [index, { kind, world }] of marks.entries()) {
    const last = worlds.get(world) ?? { done: -1, undone: -1 };
    worlds.set(world, last);
    if (kind === "failed") lastFailed = index;
    else last[kind] = index;
    if (kind === "done") lastDone = index;
  }
  const owing = [...worlds.values()].filter(({ done }) => done >= 0);
  const isUndone = owing.length > 0 && owing.every(({ done, undone }) => undone > done);
  const undoneAt = isUndone ? Math.max(...owing.map(({ undone }) => marks[undone]?.at ?? 0)) : null;
  const isDone = lastDone >= 0;
  const shown = marks.find(({ kind }) => kind === (isDone ? "done" : "failed")) ?? marks[0];
  return { subject, isDone, isFailed: lastFailed > lastDone, at: shown?.at ?? 0, undoneAt, marks };
}

/** A step that was done at a later try has not failed. What is taken back without a failure was asked for by somebody. */
function firstFailure(marks: readonly SagaMark[], steps: readonly ToldStep[]): number | null {
  const failed = new Set(steps.filter(({ isFailed }) => isFailed).map(({ subject }) => subject));
  const undone = new Set(steps.filter(({ undoneAt }) => undoneAt !== null).map(({ subject }) => subject));
  const first = marks.find(
    ({ kind, subject }) => (kind === "failed" && failed.has(subject)) || (kind === "undone" && undone.has(subject)),
  );
  return first?.at ?? null;
}

function dueOf(failedAt: number, { withinMs, overAt }: SagaClock): number {
  const bound = failedAt + withinMs;
  return overAt === null ? bound : Math.min(bound, overAt + AFTER_END_MS);
}

type StepFacts = Pick<ToldStep, "isDone" | "undoneAt"> & {
  readonly hasFailure: boolean;
  readonly unpaid: "compensation-pending" | "not-compensated";
};

function stepState({ isDone, undoneAt, hasFailure, unpaid }: StepFacts): SagaStepState {
  if (!isDone) return "failed";
  if (!hasFailure) return "done";
  return undoneAt === null ? unpaid : "compensated";
}

function sagaState(steps: readonly SagaStep[], failedAt: number | null, overAt: number | null): SagaState {
  if (failedAt === null) return overAt === null ? "running" : "done";
  const has = (state: SagaStepState) => steps.some((step) => step.state === state);
  if (has("not-compensated")) return "not-compensated";
  return has("compensation-pending") ? "compensation-pending" : "compensated";
}
