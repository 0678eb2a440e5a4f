import type { Event } from "@/lib/domain/event";
import { Failure } from "@/lib/domain/failure";
import { toCaseId } from "@/lib/domain/identifiers";
import type { Contribution } from "@/lib/project/contribution";
import { difference } from "@/lib/project/contribution-algebra";
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
  readonly definitionIds: readonly number[] | null;
  readonly at: number;
};

/**
 * What happened after an instant to the cases that were under way, as contributions. Rollups are sums over all cases, and
 * a case's part in them as of the instant is the fold of its events up to it; hence
 *
 *     rollup rows of hours up to the instant's − what is returned here, in the same hours
 *
 * are the rollups of a projection that has only the events up to the instant.
 */
export async function readWhatCameLater(sql: Sql, { definitionIds, at }: Asked): Promise<readonly Contribution[]> {
  const hourEnd = new Date((Math.floor(at / HOUR_MS) + 1) * HOUR_MS);
  const wanted = { definitionIds, at: new Date(at), hourEnd, limit: CASES_MAX + 1 };
  const caseIds = (await readCasesUnderWay(sql, wanted)).map(toCaseId);
  if (caseIds.length > CASES_MAX) {
    throw new Failure(
      "unsupported",
      `More than ${CASES_MAX} cases were under way at that instant, too many to be taken back one by one. Choose one version, or an instant when fewer were.`,
    );
  }
  const words = createDictionaries(sql);
  const later: Contribution[] = [];
  for (let start = 0; start < caseIds.length; start += CASES_AT_ONCE) {
    const traces = await readTraces(sql, caseIds.slice(start, start + CASES_AT_ONCE), words);
    for (const trace of traces.values()) later.push(contributionAfter(trace, at));
  }
  return later;
}

const toVariantId = rememberVariantIds(VARIANTS_REMEMBERED);

/** What the events after the instant add to what those up to it are. */
export function contributionAfter(trace: readonly Event[], at: number): Contribution {
  return difference(contributionOf(trace), contributionOf(eventsUpTo(trace, at)));
}

/** The events of a case that had happened by then. */
export function eventsUpTo(trace: readonly Event[], at: number): readonly Event[] {
  return trace.filter(({ occurredAt }) => occurredAt <= at);
}

function contributionOf(trace: readonly Event[]): Contribution {
  return trace.length === 0 ? new Map() : foldTrace(trace, toVariantId).contribution;
}
