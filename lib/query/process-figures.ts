import type { Filter } from "@/lib/api/contract/filter";
import type { Sql } from "@/lib/store/database";
import {
  type BucketCount,
  type ElementSums,
  readElementDurations,
  readElementSums,
  readFlowCounts,
} from "@/lib/store/read/element-figures";
import { readCaseFilter } from "./case-filter";
import { choosesCases, foldCases } from "./folded-cases";
import { toFoldedFigures } from "./folded-figures";
import type { ProcessScope } from "./process-scope";
import { isWithinHours, toHours, toTimeRange } from "./time-range";

export type ProcessFigures = {
  readonly sums: readonly ElementSums[];
  readonly durations: readonly BucketCount[];
  readonly flows: readonly { readonly flowId: string; readonly count: number }[];
};

type Asked = { readonly scope: ProcessScope; readonly filter: Filter; readonly now: number };

/** Over the hours that the range touches: sums of the rollups, or of single cases when the filter chooses such. */
export async function readProcessFigures(sql: Sql, { scope, filter, now }: Asked): Promise<ProcessFigures> {
  const { definitions } = scope;
  const range = toTimeRange(filter, now);
  if (choosesCases(filter)) {
    const contributions = await foldCases(sql, await readCaseFilter(sql, { ...filter, process: scope.id }, now));
    return toFoldedFigures(contributions, { definitions, isWithin: isWithinHours(range) });
  }
  const of = { definitionIds: definitions.map(({ definitionId }) => definitionId), ...toHours(range) };
  const [sums, durations, flows] = await Promise.all([
    readElementSums(sql, of),
    readElementDurations(sql, of),
    readFlowCounts(sql, of),
  ]);
  return { sums, durations, flows };
}
