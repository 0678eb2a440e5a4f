import type { Filter } from "@/lib/api/contract/filter";
import type { Sql } from "@/lib/store/database";
import {
  type BucketCount,
  type ElementSums,
  readElementDurations,
  readElementSums,
  readFlowCounts,
} from "@/lib/store/read/element-figures";
import type { ProcessScope } from "./process-scope";
import { toHours, toTimeRange } from "./time-range";

export type ProcessFigures = {
  readonly sums: readonly ElementSums[];
  readonly durations: readonly BucketCount[];
  readonly flows: readonly { readonly flowId: string; readonly count: number }[];
};

type Asked = { readonly scope: ProcessScope; readonly filter: Filter; readonly now: number };

/** Sums over the rollups of the hours that the range touches. */
export async function readProcessFigures(sql: Sql, { scope, filter, now }: Asked): Promise<ProcessFigures> {
  const of = {
    definitionIds: scope.definitions.map(({ definitionId }) => definitionId),
    ...toHours(toTimeRange(filter, now)),
  };
  const [sums, durations, flows] = await Promise.all([
    readElementSums(sql, of),
    readElementDurations(sql, of),
    readFlowCounts(sql, of),
  ]);
  return { sums, durations, flows };
}
