import { toCaseId } from "@/lib/domain/identifiers";
import { tellStory } from "@/lib/project/case-story";
import type { Pool } from "@/lib/store/database";
import { createDictionaries } from "@/lib/store/projection/dictionaries";
import { readTraces } from "@/lib/store/projection/read-traces";
import {
  deleteExplainedCases,
  deleteMovedCases,
  type LateCase,
  putStuckCases,
  readLateCases,
} from "@/lib/store/watch/stuck-cases";
import type { Clocks } from "@/lib/store/watch/wait-history";

/** So many in a round: a landscape that stops at once is written down over some rounds, the longest waiting first. */
const LATE_MAX = 2_000;
const CASES_AT_ONCE = 100;
/** A longer story is not read for a timer that may be in it. */
const EVENTS_MAX = 5_000;
/** An engine fires a timer some time after it is due, and its event comes some time after that. */
const TIMER_SLACK_MS = 30_000;

/** Writes down which open cases wait longer than the history of their place explains. True when that changed something. */
export async function judgeWaits(pool: Pool, clocks: Clocks): Promise<boolean> {
  const moved = await deleteMovedCases(pool);
  const explained = await deleteExplainedCases(pool, clocks);
  const late = await readLateCases(pool, clocks, LATE_MAX);
  for (let at = 0; at < late.length; at += CASES_AT_ONCE) {
    await putStuckCases(pool, await withExcuses(pool, late.slice(at, at + CASES_AT_ONCE)));
  }
  return moved + explained + late.length > 0;
}

/** A timer that is not due is a reason to wait; an open incident was one before, and is no row here. */
async function withExcuses(pool: Pool, late: readonly LateCase[]) {
  const short = late.filter(({ eventCount }) => eventCount <= EVENTS_MAX);
  const traces = await readTraces(
    pool,
    short.map(({ caseId }) => toCaseId(caseId)),
    createDictionaries(pool),
  );
  return late.map((theCase) => {
    const { waitsFor } = tellStory(traces.get(toCaseId(theCase.caseId)) ?? []);
    const dueAt = waitsFor.reduce((latest, wait) => Math.max(latest, wait.dueAt ?? 0), 0) + TIMER_SLACK_MS;
    return { ...theCase, excusedUntil: dueAt > theCase.asOf.getTime() ? new Date(dueAt) : null };
  });
}
