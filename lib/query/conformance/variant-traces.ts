import type { Filter } from "@/lib/api/contract/filter";
import type { Activity } from "@/lib/domain/activity";
import type { Sql } from "@/lib/store/database";
import { readActivities } from "@/lib/store/read/activities";
import { readVariantSteps } from "@/lib/store/read/variants";
import { readVariantPage } from "../variants";

export type VariantTrace = {
  readonly variantId: string;
  /** Cases that are over. */
  readonly done: number;
  /** Cases that are under way, of which only the beginning is known. */
  readonly running: number;
  readonly activities: readonly Activity[];
};
export type VariantTraces = {
  readonly cases: number;
  readonly variants: number;
  readonly traces: readonly VariantTrace[];
};

const VARIANTS_MAX = 1_000;
const STEPS_MAX = 400_000;

type Asked = { readonly filter: Filter & { readonly process: string }; readonly now: number };

/** The most frequent variants of the cases that a filter leaves, with their steps; how many there are in all. */
export async function readVariantTraces(sql: Sql, { filter, now }: Asked): Promise<VariantTraces> {
  const page = { after: null, limit: VARIANTS_MAX };
  const isSplit = filter.state === undefined;
  const [all, open] = await Promise.all([
    readVariantPage(sql, filter, { page, now }),
    isSplit ? readVariantPage(sql, { ...filter, state: "active" }, { page, now }) : null,
  ]);
  const running = new Map(open?.variants.map(({ variantId, cases }) => [variantId, cases]));
  const pathOf = await readPaths(
    sql,
    all.variants.map(({ variantId }) => variantId),
  );
  const traces = all.variants.flatMap(({ variantId, cases }) => {
    const activities = pathOf(variantId);
    const active = filter.state === "active" ? cases : Math.min(cases, running.get(variantId) ?? 0);
    return activities === null ? [] : [{ variantId, done: cases - active, running: active, activities }];
  });
  return { cases: all.cases, variants: all.total, traces };
}

/** Null for a variant whose steps were too many to be read. */
async function readPaths(sql: Sql, variantIds: readonly string[]) {
  const steps = await readVariantSteps(sql, variantIds, STEPS_MAX);
  const activities = await readActivities(sql, [...new Set(steps.map(({ activityId }) => activityId))]);
  const byId = new Map(steps.map((step) => [step.variantId, step]));
  return (variantId: string): readonly Activity[] | null => {
    const path: Activity[] = [];
    for (let id = variantId; id !== ROOT_VARIANT; ) {
      const step = byId.get(id);
      const activity = step === undefined ? undefined : activities.get(step.activityId);
      if (step === undefined || activity === undefined) return null;
      path.push(activity);
      id = step.parentVariantId;
    }
    return path.reverse();
  };
}

const ROOT_VARIANT = "00000000-0000-0000-0000-000000000000";
