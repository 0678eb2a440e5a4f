import { correlate } from "@/lib/correlate/correlate";
import { gatherKeys } from "@/lib/correlate/gather-keys";
import { keyText } from "@/lib/correlate/key-id";
import type { Event } from "@/lib/domain/event";
import { Failure } from "@/lib/domain/failure";
import { type CaseId, toCaseId } from "@/lib/domain/identifiers";
import type { RollupRow } from "@/lib/project/contribution";
import { createRowFold } from "@/lib/project/fold-trace";
import { rememberVariantIds } from "@/lib/project/variant-id";
import type { Sql } from "@/lib/store/database";
import { createDictionaries } from "@/lib/store/projection/dictionaries";
import { readTraces } from "@/lib/store/projection/read-traces";
import { readCasesUnderWay } from "@/lib/store/read/cases-under-way";
import type { TimeRange } from "./time-range";

/** Folding a case twice takes some tenths of a millisecond for each ten events. */
const CASES_MAX = 3_000;
const CASES_AT_ONCE = 100;
const READS_AHEAD = 3;
const VARIANTS_REMEMBERED = 100_000;
const HOUR_MS = 3_600_000;

type Asked = {
  /** Cases with process instances of these definitions; null: of any, or without. */
  readonly definitionIds: readonly number[] | null;
  /** Cases of this observed process; null: of any. */
  readonly processId: number | null;
  readonly at: number;
};

/** What each of the cases adds to the rollups as it is, and what it added at the instant. */
export type UnderWay = { readonly are: readonly CaseRows[]; readonly were: readonly CaseRows[] };
export type CaseRows = readonly RollupRow[];

/**
 * The hours whose rollups an instant is reckoned from, within a range: rollups know whole hours, and up to the full hour that is nearest to
 * the instant fewest cases have to be exchanged.
 */
export function rolledUpTo(range: TimeRange, at: number): TimeRange {
  return { from: range.from, to: Math.min(range.to ?? Number.POSITIVE_INFINITY, nearestHour(at)) };
}

function nearestHour(at: number): number {
  return Math.round(at / HOUR_MS) * HOUR_MS;
}

/**
 * Rollups are sums over all cases, and a case's part in them as of an instant is the fold of its events up to it; hence
 *
 *     rollup rows of hours before the full hour nearest to the instant − those of `are` + all rows of `were`
 *
 * are the rollups of a projection that has only the events up to the instant: whoever is not among them began after both,
 * or was last heard of before both.
 */
export async function readUnderWay(sql: Sql, { definitionIds, processId, at }: Asked): Promise<UnderWay> {
  const hour = nearestHour(at);
  const caseIds = await readCasesUnderWay(sql, {
    definitionIds,
    processId,
    heardAfter: new Date(Math.min(at, hour - 1)),
    begunBefore: new Date(Math.max(at + 1, hour)),
    limit: CASES_MAX + 1,
  });
  if (caseIds.length > CASES_MAX) {
    throw new Failure(
      "unsupported",
      `More than ${CASES_MAX} cases were under way at that instant, too many to be taken back one by one. Choose one version, or an instant when fewer were.`,
    );
  }
  const found = { are: [] as CaseRows[], were: [] as CaseRows[] };
  const toRows = createRowFold(toVariantId);
  for await (const trace of readEach(sql, caseIds.map(toCaseId))) {
    if (trace.length > 0) found.are.push(toRows(trace));
    found.were.push(...tracesUpTo(trace, at).map(toRows));
  }
  return found;
}

/** Traces of cases; the next ones come from the database, over several connections, while those that are there are folded. */
async function* readEach(sql: Sql, caseIds: readonly CaseId[]): AsyncGenerator<readonly Event[]> {
  const words = createDictionaries(sql);
  const parts = Array.from({ length: Math.ceil(caseIds.length / CASES_AT_ONCE) }, (_, index) =>
    caseIds.slice(index * CASES_AT_ONCE, (index + 1) * CASES_AT_ONCE),
  );
  const ahead: Promise<ReadonlyMap<CaseId, readonly Event[]>>[] = [];
  for (const [index] of parts.entries()) {
    while (ahead.length < READS_AHEAD && index + ahead.length < parts.length) {
      const reading = readTraces(sql, parts[index + ahead.length] ?? [], words);
      // One that fails while an earlier one is waited for is told when its turn comes, or not at all: the earlier one failed, too.
      reading.catch(() => undefined);
      ahead.push(reading);
    }
    const traces = await ahead.shift();
    if (traces !== undefined) yield* traces.values();
  }
}

/** The events of a case that had happened by then: of several cases, where what made them one came later. */
export function tracesUpTo(trace: readonly Event[], at: number): readonly (readonly Event[])[] {
  const events = trace.filter(({ occurredAt }) => occurredAt <= at);
  // Ids are compared only with each other here, so a key's own text serves.
  return correlate(gatherKeys(events, keyText), []).cases.map((theCase) => theCase.events);
}

const toVariantId = rememberVariantIds(VARIANTS_REMEMBERED);
