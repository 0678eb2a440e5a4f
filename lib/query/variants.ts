import type { Filter } from "@/lib/api/contract/filter";
import type { VariantList } from "@/lib/api/contract/processes";
import type { Sql } from "@/lib/store/database";
import { readActivities } from "@/lib/store/read/activities";
import { readVariantSteps, readVariants, type StoredVariant } from "@/lib/store/read/variants";
import { readCaseFilter } from "./case-filter";
import { readCursor, toCursor, UuidPlace } from "./cursor";
import { getProcessScope } from "./process-scope";

type Query = Filter & { readonly cursor?: string | undefined; readonly limit: number };
type Asked = { readonly processId: string; readonly query: Query; readonly now: number };

/** A page of nodes of the trie; a case of a million steps must not be the end of the page. */
const STEPS_MAX = 200_000;

/** Sequences of activities of a process's cases, the most frequent first. */
export async function getVariants(sql: Sql, { processId, query, now }: Asked): Promise<VariantList> {
  await getProcessScope(sql, processId, query.version);
  const { cursor, limit, ...filter } = query;
  const place = readCursor(UuidPlace, cursor);
  const meant = await readCaseFilter(sql, { ...filter, process: processId }, now);
  if (meant === null) return { cases: 0, total: 0, variants: [], nextCursor: null };
  const after = place === null ? null : { cases: place[0], variantId: place[1] };
  const { cases, total, variants } = await readVariants(sql, meant, { after, limit: limit + 1 });
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
