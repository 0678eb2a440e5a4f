import type { z } from "zod";
import { quantile } from "@/lib/analytics/duration-histogram";
import { orderMap } from "@/lib/analytics/map-order";
import { meanPositions } from "@/lib/analytics/map-position";
import { coupleProducers } from "@/lib/analytics/producer-coupling";
import type { EventMap, EventMapEdge, EventMapNode, EventMapQuery } from "@/lib/api/contract/event-map";
import type { Activity } from "@/lib/domain/activity";
import { keptOf } from "@/lib/domain/kept-share";
import type { Sql } from "@/lib/store/database";
import { type CaseRows, readUnderWay, rolledUpTo } from "./as-of";
import { readCaseFilter } from "./case-filter";
import { toElementName } from "./element-names";
import { exchangeParts, foldMap, type MapEdge, type MapNode, type MapParts } from "./event-map-parts";
import { choosesCases, foldCases } from "./folded-cases";
import { toInstantAsked, upTo } from "./instant";
import { onlyProcessOf, readProcessScope } from "./process-scope";
import { readRolledMap } from "./rolled-map";
import { isWithinHours, type TimeRange, toTimeRange } from "./time-range";

type Kept = Pick<z.infer<typeof EventMapQuery>, "activities" | "edges" | "activitiesMax" | "edgesMax">;

/** Activities and the edges between them as observed; of many the most frequent ones, on their ways from start to end. */
export async function readEventMap(sql: Sql, query: z.infer<typeof EventMapQuery>, now: number): Promise<EventMap> {
  const { activities, edges, activitiesMax, edgesMax, ...filter } = query;
  const scope = filter.process === undefined ? null : await readProcessScope(sql, filter.process, filter.version);
  // Rollups know the process of a case, not the models within it.
  const processId = scope === null ? null : onlyProcessOf(scope);
  const isOfInstances =
    (scope !== null && processId === null) || (scope?.kind !== "bound" && filter.version !== undefined);
  const isFolded = choosesCases(filter) || isOfInstances;
  const at = toInstantAsked(query, now);
  const range = upTo(toTimeRange(filter, now), at);
  const isWithin = isWithinHours(range);
  const parts = isFolded
    ? foldMap(await foldCases(sql, await readCaseFilter(sql, filter, now), at), ({ hour }) => isWithin(hour))
    : await readMapAt(sql, { processId, processName: filter.process ?? null, range, at });
  const nodes = [...parts.nodes.values()].filter(({ count }) => count > 0);
  const nameOf = await toElementName(
    sql,
    nodes.map(({ activity }) => activity),
  );
  return keep(toWholeMap(nodes, parts, nameOf), { activities, edges, activitiesMax, edgesMax });
}

type MapAsked = {
  readonly processId: number | null;
  readonly processName: string | null;
  readonly range: TimeRange;
  readonly at: number | null;
};

/** From the rollups; as of an instant, with the part of the cases that were under way exchanged for what it was then. */
async function readMapAt(sql: Sql, { processId, processName, range, at }: MapAsked): Promise<MapParts> {
  if (at === null) return readRolledMap(sql, { processId, range });
  const rolledRange = rolledUpTo(range, at);
  const [rolled, { are, were }] = await Promise.all([
    readRolledMap(sql, { processId, range: rolledRange }),
    readUnderWay(sql, { definitionIds: null, processId, at }),
  ]);
  const foldWithin = (cases: readonly CaseRows[], within: TimeRange) => {
    const isWithin = isWithinHours(within);
    return foldMap(cases, (key) => isWithin(key.hour) && (processId === null || key.process === processName));
  };
  return exchangeParts(rolled, { taken: foldWithin(are, rolledRange), given: foldWithin(were, range) });
}

/** start and end follow from the counts: what of an activity no edge leads to, or away from, began or ended a case. */
function toWholeMap(known: readonly MapNode[], parts: MapParts, nameOf: (activity: Activity) => string): EventMap {
  const into = sumBy(parts.edges.values(), ({ to }) => to);
  const outOf = sumBy(parts.edges.values(), ({ from }) => from);
  const activities = new Map(known.map(({ id, activity }) => [id, activity]));
  const between = [...parts.edges.values()].filter(
    ({ from, to, count }) => count > 0 && activities.has(from) && activities.has(to),
  );
  const weighed = known.map(({ id, count }) => ({
    id,
    count,
    start: Math.max(0, count - (into.get(id) ?? 0)),
    end: Math.max(0, count - (outOf.get(id) ?? 0)),
  }));
  const { nodeRanks, edgeRanks } = orderMap(weighed, between);
  const positions = meanPositions(weighed, between);
  const nodes = known.flatMap(({ id, activity }, index) => {
    const { name, producer, kind, channel } = activity;
    const counts = weighed[index];
    if (counts === undefined) return [];
    const place = { rank: nodeRanks.get(id) ?? 0, position: Math.round((positions.get(id) ?? 0) * 1_000) / 1_000 };
    return [{ ...counts, activity: name, name: nameOf(activity), producer, kind, channel, ...place }];
  });
  const edges = between.map((edge, index) => ({
    ...toEdge(edge),
    topic: topicOf(activities.get(edge.from), activities.get(edge.to)),
    rank: edgeRanks[index] ?? -1,
  }));
  return {
    nodes: nodes.sort((a, b) => a.rank - b.rank || byCount(a, b)),
    edges: edges.sort(byCount),
    producers: [...coupleProducers(nodes, edges)],
    total: { activities: nodes.length, edges: edges.length },
  };
}

function keep(map: EventMap, { activities, edges, activitiesMax, edgesMax }: Kept): EventMap {
  const { nodes: all, edges: allEdges } = map;
  const nodesKept = Math.min(keptOf(all.length, activities), activitiesMax ?? all.length);
  const edgesKept = Math.min(
    edges === 1 ? allEdges.length : keptOf(allEdges.length, edges),
    edgesMax ?? allEdges.length,
  );
  const nodes = all.filter(({ rank }) => rank < nodesKept);
  const ids = new Set(nodes.map(({ id }) => id));
  return {
    ...map,
    nodes,
    edges: allEdges.filter(({ from, to, rank }) => rank < edgesKept && ids.has(from) && ids.has(to)),
  };
}

/** What was heard went over its own topic; a process instance talks over none. */
function topicOf(from: Activity | undefined, to: Activity | undefined): string {
  if (from?.kind === "event") return from.channel;
  return to?.kind === "event" ? to.channel : "";
}

type Counted = Pick<EventMapNode, "count"> & ({ readonly id: string } | Pick<EventMapEdge, "from" | "to" | "kind">);

function byCount(a: Counted, b: Counted): number {
  return b.count - a.count || (nameOf(a) < nameOf(b) ? -1 : 1);
}

const nameOf = (one: Counted): string => ("id" in one ? one.id : `${one.from} ${one.to} ${one.kind}`);

function toEdge({ from, to, kind, count, cases, totalMs, histogram }: MapEdge) {
  const timed = [...histogram].reduce((sum, [bucket, of]) => (bucket < 0 ? sum : sum + of), 0);
  const mean = timed === 0 ? null : totalMs / timed;
  return { from, to, kind, count, cases, p50: quantile(histogram, 0.5), p90: quantile(histogram, 0.9), mean };
}

function sumBy(edges: Iterable<MapEdge>, idOf: (edge: MapEdge) => string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const edge of edges) sums.set(idOf(edge), (sums.get(idOf(edge)) ?? 0) + edge.count);
  return sums;
}
