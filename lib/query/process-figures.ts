import type { InstantFilter } from "@/lib/api/contract/filter";
import type { Sql } from "@/lib/store/database";
import {
  type BucketCount,
  type ElementSums,
  readElementDurations,
  readElementSums,
  readFlowCounts,
} from "@/lib/store/read/element-figures";
import { type CaseRows, readUnderWay, rolledUpTo } from "./as-of";
import { readCaseFilter } from "./case-filter";
import { choosesCases, foldCases } from "./folded-cases";
import { exchange, toFoldedFigures } from "./folded-figures";
import { toInstantAsked, upTo } from "./instant";
import type { ProcessScope } from "./process-scope";
import { isWithinHours, type TimeRange, toHours, toTimeRange } from "./time-range";

export type ProcessFigures = {
  readonly sums: readonly ElementSums[];
  readonly durations: readonly BucketCount[];
  readonly flows: readonly { readonly flowId: string; readonly count: number }[];
};

type Asked = { readonly scope: ProcessScope; readonly filter: InstantFilter; readonly now: number };

/** Over the hours that the range touches: sums of the rollups, or of single cases when the filter chooses such. */
export async function readProcessFigures(sql: Sql, { scope, filter, now }: Asked): Promise<ProcessFigures> {
  const { definitions } = scope;
  const at = toInstantAsked(filter, now);
  const range = upTo(toTimeRange(filter, now), at);
  if (choosesCases(filter)) {
    const contributions = await foldCases(sql, await readCaseFilter(sql, { ...filter, process: scope.id }, now), at);
    return toFoldedFigures(contributions, { definitions, isWithin: isWithinHours(range) });
  }
  const rolledRange = at === null ? range : rolledUpTo(range, at);
  const of = { definitionIds: definitions.map(({ definitionId }) => definitionId), ...toHours(rolledRange) };
  const [sums, durations, flows, underWay] = await Promise.all([
    readElementSums(sql, of),
    readElementDurations(sql, of),
    readFlowCounts(sql, of),
    at === null ? null : readUnderWay(sql, { definitionIds: of.definitionIds, processId: null, at }),
  ]);
  if (underWay === null) return { sums, durations, flows };
  const fold = (cases: readonly CaseRows[], within: TimeRange) =>
    toFoldedFigures(cases, { definitions, isWithin: isWithinHours(within) });
  return exchange(
    { sums, durations, flows },
    { taken: fold(underWay.are, rolledRange), given: fold(underWay.were, range) },
  );
}
