import type { Activity } from "@/lib/domain/activity";
import type { Sql } from "@/lib/store/database";
import { readActivities } from "@/lib/store/read/activities";
import { readActivityCounts, readEdgeCounts, readEdgeDurations } from "@/lib/store/read/event-map";
import { countRolledVariants, readVariantSteps, type VariantStep } from "@/lib/store/read/variants";
import { edgeOf, type MapEdge, type MapParts, nodeOf } from "./event-map-parts";
import { groupBy } from "./group-by";
import { type TimeRange, toHours } from "./time-range";

type Asked = { readonly processId: number | null; readonly range: TimeRange };

const STEPS_MAX = 500_000;
/** The map from the rollups; in how many cases an edge occurs follows from the ways that cases went. */
export async function readRolledMap(sql: Sql, { processId, range }: Asked): Promise<MapParts> {
  const of = { processId, ...toHours(range) };
  const [counts, edges, durations, variants] = await Promise.all([
    readActivityCounts(sql, of),
    readEdgeCounts(sql, of),
    readEdgeDurations(sql, of),
    countRolledVariants(sql, of),
  ]);
  const steps = await readVariantSteps(
    sql,
    variants.map(({ variantId }) => variantId),
    STEPS_MAX,
  );
  const ids = [...counts.map(({ activityId }) => activityId), ...edges.flatMap(({ from, to }) => [from, to])];
  const words = await readActivities(sql, [...new Set(ids)]);
  const word = (id: number): Activity =>
    words.get(id) ?? { kind: "event", producer: "", name: String(id), channel: "" };

  const parts: MapParts = { nodes: new Map(), edges: new Map() };
  for (const { activityId, count } of counts) nodeOf(parts, word(activityId)).count += count;
  const casesOf = countCasesOfPairs(steps, new Map(variants.map(({ variantId, cases }) => [variantId, cases])));
  for (const { from, to, kind, count, totalMs } of edges) {
    const edge: MapEdge = edgeOf(parts, { from: word(from), to: word(to), kind });
    edge.count += count;
    edge.totalMs += totalMs;
    edge.cases = Math.min(count, casesOf.get(`${from} ${to}`) ?? count);
  }
  for (const { from, to, kind, bucket, count } of durations) {
    edgeOf(parts, { from: word(from), to: word(to), kind }).histogram.set(bucket, count);
  }
  return parts;
}

/**
 * In how many cases one activity directly follows another, from the trie of ways: every case below a step has the step's
 * pair, and is counted where the pair occurs for the first time on its way.
 */
function countCasesOfPairs(
  steps: readonly VariantStep[],
  casesOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const known = new Map(steps.map((step) => [step.variantId, step]));
  const children = groupBy(steps, ({ parentVariantId }) => parentVariantId);
  const pairs = new Map<string, number>();
  const path = new Set<string>();
  const stack: { readonly step: VariantStep; readonly isLeaving: boolean; readonly pair: string | null }[] = [];
  const below = countBelow(steps, casesOf);
  const enter = (step: VariantStep) => {
    const before = known.get(step.parentVariantId);
    const pair = before === undefined ? null : `${before.activityId} ${step.activityId}`;
    const isFirst = pair !== null && !path.has(pair);
    if (isFirst) {
      path.add(pair);
      pairs.set(pair, (pairs.get(pair) ?? 0) + (below.get(step.variantId) ?? 0));
    }
    stack.push({ step, isLeaving: true, pair: isFirst ? pair : null });
    for (const child of children.get(step.variantId) ?? []) stack.push({ step: child, isLeaving: false, pair: null });
  };
  for (const step of steps) {
    if (!known.has(step.parentVariantId)) stack.push({ step, isLeaving: false, pair: null });
  }
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (!next.isLeaving) enter(next.step);
    else if (next.pair !== null) path.delete(next.pair);
  }
  return pairs;
}

/** Cases that went through each step: those that ended their way there and those that went on. */
function countBelow(steps: readonly VariantStep[], casesOf: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const known = new Map(steps.map((step) => [step.variantId, step]));
  const below = new Map<string, number>();
  for (const [variantId, cases] of casesOf) {
    for (let step = known.get(variantId); step !== undefined; step = known.get(step.parentVariantId)) {
      below.set(step.variantId, (below.get(step.variantId) ?? 0) + cases);
    }
  }
  return below;
}
