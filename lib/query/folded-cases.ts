import type { Filter } from "@/lib/api/contract/filter";
import { Failure } from "@/lib/domain/failure";
import { toCaseId } from "@/lib/domain/identifiers";
import { createRowFold } from "@/lib/project/fold-trace";
import { rememberVariantIds } from "@/lib/project/variant-id";
import type { Sql } from "@/lib/store/database";
import { createDictionaries } from "@/lib/store/projection/dictionaries";
import { readTraces } from "@/lib/store/projection/read-traces";
import type { CaseFilter } from "@/lib/store/read/case-filter";
import { readCaseIds } from "@/lib/store/read/cases";
import { type CaseRows, tracesUpTo } from "./as-of";

/** Folding 2,000 cases of a hundred events takes about a second. */
const CASES_MAX = 2_000;
const CASES_AT_ONCE = 100;
const VARIANTS_REMEMBERED = 100_000;

/** Filters that choose cases one by one: rollups are sums and cannot answer them. */
const OF_CASES = [
  "source",
  "state",
  "activity",
  "key",
  "element",
  "stuck",
  "incident",
  "variant",
  "minDuration",
  "maxDuration",
] as const satisfies readonly (keyof Filter)[];

export function choosesCases(filter: Filter): boolean {
  return OF_CASES.some((name) => filter[name] !== undefined);
}

/** What each case that the filter leaves adds to the rollups, folded from its events, or from those up to an instant. */
export async function foldCases(
  sql: Sql,
  filter: CaseFilter | null,
  at: number | null = null,
): Promise<readonly CaseRows[]> {
  if (filter === null) return [];
  const caseIds = (await readCaseIds(sql, filter, CASES_MAX + 1)).map(toCaseId);
  if (caseIds.length > CASES_MAX) {
    throw new Failure(
      "unsupported",
      `More than ${CASES_MAX} cases match, too many to be counted one by one. Take fewer of the filters ${OF_CASES.join(", ")}, or a shorter time.`,
    );
  }
  const toRows = createRowFold(rememberVariantIds(VARIANTS_REMEMBERED));
  const words = createDictionaries(sql);
  const contributions: CaseRows[] = [];
  for (let start = 0; start < caseIds.length; start += CASES_AT_ONCE) {
    const traces = await readTraces(sql, caseIds.slice(start, start + CASES_AT_ONCE), words);
    const folded = at === null ? [...traces.values()] : [...traces.values()].flatMap((trace) => tracesUpTo(trace, at));
    for (const trace of folded) {
      if (trace.length > 0) contributions.push(toRows(trace));
    }
  }
  return contributions;
}
