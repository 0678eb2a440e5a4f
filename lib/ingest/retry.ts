import { Failure } from "@/lib/domain/failure";
import { pause } from "@/lib/platform/clock";
import { isDatabaseUnavailable, sqlState } from "@/lib/store/database";

/** Another transaction was in the way and will not be the next time: serialization, deadlock, lock not to be had in time. */
const IN_THE_WAY = new Set(["40001", "40P01", "55P03"]);
/** A statement that took too long, or our session was ended because we were frozen. */
const TOO_SLOW = new Set(["57014", "25P03", "57P05"]);
/** Tables or columns are not as this program knows them: the schema has changed under it, and no record is to blame. */
const SCHEMA_CHANGED = new Set(["42P01", "42703", "42804", "42P10", "23502", "0A000"]);
const ATTEMPTS_MAX = 10;
const PAUSE_MS = 20;

/** Nothing in the batch is wrong: the transaction is run again, or the batch is delivered again. */
export function isTransient(error: unknown): boolean {
  if (error instanceof Failure) return true;
  const state = sqlState(error);
  return IN_THE_WAY.has(state) || TOO_SLOW.has(state) || SCHEMA_CHANGED.has(state) || isDatabaseUnavailable(error);
}

/** Runs a transaction again when another was in its way, a bounded number of times, with growing pauses and jitter. */
export async function withRetries<Result>(
  work: () => Promise<Result>,
  onRetry: (error: unknown) => void,
  random: () => number = Math.random,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !IN_THE_WAY.has(sqlState(error))) throw error;
      onRetry(error);
      await pause(PAUSE_MS * attempt * (0.5 + random()));
    }
  }
}
