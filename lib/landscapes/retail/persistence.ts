import { pause } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";

/** Thrown by what waited for an answer when the landscape was told to stop. */
export class Stopped extends Error {}

export type Persistence = {
  /** What is being tried, for the log: "send to Kafka". */
  readonly what: string;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Errors that no waiting mends. */
  readonly isHopeless?: (error: unknown) => boolean;
};

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
const ANSWER_WITHIN_MS = 15_000;

/**
 * Tries until it is done: brokers and engines go away and come back, and a shop's order must not be lost meanwhile. Says
 * so when it begins to wait. Ends with `Stopped`, or with the first hopeless error.
 */
export async function untilDone<Result>(attempt: () => Promise<Result>, persistence: Persistence): Promise<Result> {
  const { what, log, signal, isHopeless = () => false } = persistence;
  for (let failures = 0; ; failures += 1) {
    if (signal.aborted) throw new Stopped(what);
    try {
      return await withinTime(attempt(), what);
    } catch (error) {
      if (isHopeless(error)) throw error;
      if (failures === 0) log.warn({ what, why: messageOf(error) }, "does not work now, trying until it does");
    }
    await pause(pauseAfter(failures), signal);
  }
}

/** With jitter, so that services which lost the same broker do not all come back at the same moment. */
function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
