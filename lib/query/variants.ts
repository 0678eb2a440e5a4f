import type { Filter } from "@/lib/api/contract/filter";
import type { VariantList } from "@/lib/api/contract/processes";
import type { Sql } from "@/lib/store/database";
import { readActivities } from "@/lib/store/read/activities";
import {
  readRolledVariants,
  readVariantSteps,
  readVariants,
  type StoredVariant,
  type VariantPage,
  type VariantPlace,
} from "@/lib/store/read/variants";
import { readCaseFilter } from "./case-filter";
import { readCursor, toCursor, UuidPlace } from "./cursor";
import { choosesCases } from "./folded-cases";
import { getProcessScope, onlyProcessOf } from "./process-scope";
import { toHours, toTimeRange } from "./time-range";

type Query = Filter & { readonly cursor?: string | undefined; readonly limit: number };
type Asked = { readonly processId: string; readonly query: Query; readonly now: number };

/** A page of nodes of the trie; a case of a million steps must not be the end of the page. */
const STEPS_MAX = 200_000;
/** Newest cases that medians are taken of when counts come from rollups, which hold no durations by variant. */
const SAMPLED_CASES = 10_000;

/** Sequences of activities of a process's cases, the most frequent first. */
export async function getVariants(sql: Sql, { processId, query, now }: Asked): Promise<VariantList> {
  const { cursor, limit, ...filter } = query;
  const place = readCursor(UuidPlace, cursor);
  const after = place === null ? null : { cases: place[0], variantId: place[1] };
  const page = { after, limit: limit + 1 };
  const { cases, total, variants } = await readVariantPage(sql, { ...filter, process: processId }, { page, now });
  const shown = variants.slice(0, limit);
  const last = shown.at(-1);
  const activitiesOf = await readPaths(sql, shown);
  return {
    cases,
    total,
    variants: shown.map((variant) => ({
      id: variant.variantId,
      activities: activitiesOf(variant.variantId),
      cases: variant.cases,
      share: variant.cases / cases,
      p50: variant.p50Ms,
      mean: variant.meanMs,
    })),
    nextCursor: variants.length > limit && last !== undefined ? toCursor([last.cases, last.variantId]) : null,
  };
}

type Paging = { readonly page: { readonly after: VariantPlace | null; readonly limit: number }; readonly now: number };

/** From the rollups, unless the filter chooses single cases or a model within them: then the cases are counted. */
export async function readVariantPage(
  sql: Sql,
  filter: Filter & { readonly process: string },
  { page, now }: Paging,
): Promise<VariantPage> {
  const scope = await getProcessScope(sql, filter.process, filter.version);
  const processId = onlyProcessOf(scope);
  const isOfCases = choosesCases(filter) || (scope.kind === "observed" && filter.version !== undefined);
  if (processId !== null && !isOfCases) {
    const of = { processId, ...toHours(toTimeRange(filter, now)) };
    return readRolledVariants(sql, of, { ...page, sampled: SAMPLED_CASES });
  }
  const meant = await readCaseFilter(sql, filter, now);
  return meant === null ? { cases: 0, total: 0, variants: [] } : readVariants(sql, meant, page);
}

async function readPaths(sql: Sql, variants: readonly StoredVariant[]): Promise<(variantId: string) => string[]> {
  const steps = await readVariantSteps(
    sql,
    variants.map(({ variantId }) => variantId),
    STEPS_MAX,
  );
  const activities = await readActivities(sql, [...new Set(steps.map(({ activityId }) => activityId))]);
  const byId = new Map(steps.map((step) => [step.variantId, step]));
  return (variantId) => {
    const names: string[] = [];
    for (let step = byId.get(variantId); step !== undefined; step = byId.get(step.parentVariantId)) {
      names.push(activities.get(step.activityId)?.name ?? "");
    }
    return names.reverse();
  };
}
