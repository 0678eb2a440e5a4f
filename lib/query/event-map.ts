import type { z } from "zod";
import { quantile } from "@/lib/analytics/duration-histogram";
import type { EventMap } from "@/lib/api/contract/processes";
import type { EventMapQuery } from "@/lib/api/contract/queries";
import type { Sql } from "@/lib/store/database";
import { readCaseFilter } from "./case-filter";
import { foldMap, type MapEdge, type MapNode, type MapParts } from "./event-map-parts";
import { choosesCases, foldCases } from "./folded-cases";
import { readProcessScope } from "./process-scope";
import { readRolledMap } from "./rolled-map";
import { isWithinHours, toTimeRange } from "./time-range";

/** Activities and the edges between them as observed; with shares below 1 the most frequent ones. */
export async function readEventMap(sql: Sql, query: z.infer<typeof EventMapQuery>, now: number): Promise<EventMap> {
  const { activities: shareOfNodes, edges: shareOfEdges, ...filter } = query;
  const scope = filter.process === undefined ? null : await readProcessScope(sql, filter.process, filter.version);
  // Rollups know the process of a case, not the models within it.
  const isFolded = choosesCases(filter) || scope?.kind === "model" || filter.version !== undefined;
  const range = toTimeRange(filter, now);
  const parts = isFolded
    ? foldMap(await foldCases(sql, await readCaseFilter(sql, filter, now)), isWithinHours(range))
    : await readRolledMap(sql, { processId: scope?.kind === "observed" ? scope.processId : null, range });
  return toEventMap(parts, shareOfNodes, shareOfEdges);
}

/** start and end follow from the counts: what of an activity no edge leads to, or away from, began or ended a case. */
function toEventMap({ nodes, edges }: MapParts, shareOfNodes: number, shareOfEdges: number): EventMap {
  const into = sumBy(edges.values(), ({ to }) => to);
  const outOf = sumBy(edges.values(), ({ from }) => from);
  const shownNodes = mostFrequent(
    [...nodes.values()].filter(({ count }) => count > 0),
    shareOfNodes,
  );
  const ids = new Set(shownNodes.map(({ id }) => id));
  const between = [...edges.values()].filter(({ from, to, count }) => count > 0 && ids.has(from) && ids.has(to));
  return {
    nodes: shownNodes.map((node) => toNode(node, into.get(node.id) ?? 0, outOf.get(node.id) ?? 0)),
    edges: mostFrequent(between, shareOfEdges).map(toEdge),
  };
}

function toNode({ id, activity, count }: MapNode, into: number, outOf: number): EventMap["nodes"][number] {
  const { name, producer, kind } = activity;
  return {
    id,
    activity: name,
    producer,
    kind,
    count,
    start: Math.max(0, count - into),
    end: Math.max(0, count - outOf),
  };
}

function toEdge({ from, to, kind, count, cases, totalMs, histogram }: MapEdge): EventMap["edges"][number] {
  const timed = [...histogram].reduce((sum, [bucket, of]) => (bucket < 0 ? sum : sum + of), 0);
  const mean = timed === 0 ? null : totalMs / timed;
  return { from, to, kind, count, cases, p50: quantile(histogram, 0.5), p90: quantile(histogram, 0.9), mean };
}

function sumBy(edges: Iterable<MapEdge>, idOf: (edge: MapEdge) => string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const edge of edges) sums.set(idOf(edge), (sums.get(idOf(edge)) ?? 0) + edge.count);
  return sums;
}

/** A larger share keeps all that a smaller one kept. */
function mostFrequent<Item extends { readonly count: number }>(items: readonly Item[], share: number): readonly Item[] {
  return [...items].sort((a, b) => b.count - a.count).slice(0, Math.ceil(items.length * share));
}
