import { pause } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createGate } from "./gate";

/** Thrown by what waited for an answer when the landscape was told to stop. */
export class Stopped extends Error {}

export type Persistence = {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Errors that no waiting mends. */
  readonly isHopeless?: (error: unknown) => boolean;
  /** So many are asked for at the same time; the others wait. */
  readonly atOnce?: number;
};

/** Tries until it is done. Ends with `Stopped`, or with the first hopeless error. `what` names it: "send to Kafka". */
export type UntilDone = <Result>(what: string, attempt: () => Promise<Result>) => Promise<Result>;

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
const ANSWER_WITHIN_MS = 15_000;
/** An outage fails hundreds of requests at once, and all for the same reason. */
const SAY_AGAIN_AFTER_MS = 30_000;

/** Brokers and engines go away and come back, and a shop's order must not be lost meanwhile. */
export function createUntilDone({ log, signal, isHopeless = () => false, atOnce = 1_000 }: Persistence): UntilDone {
  const gate = createGate(atOnce);
  const report = createTroubleReport(log);
  return async (what, attempt) => {
    for (let failures = 0; ; failures += 1) {
      if (signal.aborted) throw new Stopped(what);
      try {
        return await gate(() => withinTime(attempt(), what));
      } catch (error) {
        if (isHopeless(error)) throw error;
        report(what, error);
      }
      await pause(pauseAfter(failures), signal);
    }
  };
}

/** Says that something does not work now and is tried until it does, but not again and again. */
export function createTroubleReport(log: Log): (what: string, error: unknown) => void {
  const saidAt = new Map<string, number>();
  return (what, error) => {
    const now = performance.now();
    if (now - (saidAt.get(what) ?? Number.NEGATIVE_INFINITY) < SAY_AGAIN_AFTER_MS) return;
    saidAt.set(what, now);
    log.warn({ what, why: messageOf(error) }, "does not work now, trying until it does");
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** With jitter, so that services which lost the same broker do not all come back at the same moment. */
function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);
}

async function withinTime<Result>(promise: Promise<Result>, what: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
