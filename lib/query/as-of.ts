import { correlate } from "@/lib/correlate/correlate";
import { gatherKeys } from "@/lib/correlate/gather-keys";
import { keyText } from "@/lib/correlate/key-id";
import type { Event } from "@/lib/domain/event";
import { Failure } from "@/lib/domain/failure";
import { toCaseId } from "@/lib/domain/identifiers";
import type { Contribution } from "@/lib/project/contribution";
import { foldTrace } from "@/lib/project/fold-trace";
import { rememberVariantIds } from "@/lib/project/variant-id";
import type { Sql } from "@/lib/store/database";
import { createDictionaries } from "@/lib/store/projection/dictionaries";
import { readTraces } from "@/lib/store/projection/read-traces";
import { readCasesUnderWay } from "@/lib/store/read/cases-under-way";

/** Folding a case twice takes some tenths of a millisecond for each ten events. */
const CASES_MAX = 3_000;
const CASES_AT_ONCE = 100;
const VARIANTS_REMEMBERED = 100_000;
const HOUR_MS = 3_600_000;

type Asked = {
  /** Cases with process instances of these definitions; null: of any, or without. */
  readonly definitionIds: readonly number[] | null;
  /** Cases of this observed process; null: of any. */
  readonly processId: number | null;
  readonly at: number;
};

/** What the cases that were under way add to the rollups as they are, and what they added at the instant. */
export type UnderWay = { readonly are: readonly Contribution[]; readonly were: readonly Contribution[] };

/**
 * Rollups are sums over all cases, and a case's part in them as of an instant is the fold of its events up to it; hence
 *
 *     rollup rows of hours up to the instant's − those of `are` + those of `were`, in the same hours
 *
 * are the rollups of a projection that has only the events up to the instant.
 */
export async function readUnderWay(sql: Sql, { definitionIds, processId, at }: Asked): Promise<UnderWay> {
  const hourEnd = new Date((Math.floor(at / HOUR_MS) + 1) * HOUR_MS);
  const wanted = { definitionIds, processId, at: new Date(at), hourEnd, limit: CASES_MAX + 1 };
  const caseIds = (await readCasesUnderWay(sql, wanted)).map(toCaseId);
  if (caseIds.length > CASES_MAX) {
    throw new Failure(
      "unsupported",
      `More than ${CASES_MAX} cases were under way at that instant, too many to be taken back one by one. Choose one version, or an instant when fewer were.`,
    );
  }
  const words = createDictionaries(sql);
  const found = { are: [] as Contribution[], were: [] as Contribution[] };
  for (let start = 0; start < caseIds.length; start += CASES_AT_ONCE) {
    const traces = await readTraces(sql, caseIds.slice(start, start + CASES_AT_ONCE), words);
    for (const trace of traces.values()) {
      if (trace.length > 0) found.are.push(contributionOf(trace));
      found.were.push(...tracesUpTo(trace, at).map(contributionOf));
    }
  }
  return found;
}

/** The events of a case that had happened by then: of several cases, where what made them one came later. */
export function tracesUpTo(trace: readonly Event[], at: number): readonly (readonly Event[])[] {
  const events = trace.filter(({ occurredAt }) => occurredAt <= at);
  // Ids are compared only with each other here, so a key's own text serves.
  return correlate(gatherKeys(events, keyText), []).cases.map((theCase) => theCase.events);
}

const toVariantId = rememberVariantIds(VARIANTS_REMEMBERED);

function contributionOf(trace: readonly Event[]): Contribution {
  return foldTrace(trace, toVariantId).contribution;
}
