import type { EventMap, EventMapEdge, EventMapNode } from "@/lib/api/contract/event-map";
import { keptOf } from "@/lib/domain/kept-share";

export type MapPart = { readonly nodes: readonly EventMapNode[]; readonly edges: readonly EventMapEdge[] };
export type Shares = { readonly activities: number; readonly edges: number; readonly focus: string | null };

export const edgeId = ({ from, to, kind }: Pick<EventMapEdge, "from" | "to" | "kind">): string =>
  `${from} ${to} ${kind}`;

/** A service and an engine process of one name are two. */
export const groupId = ({ kind, producer }: Pick<EventMapNode, "kind" | "producer">): string => `${kind} ${producer}`;

/** What the sliders leave, and of that only the neighbourhood of the activity in focus. */
export function shownMap(map: EventMap, { activities, edges, focus }: Shares): MapPart {
  const nodesKept = keptOf(map.total.activities, activities);
  const edgesKept = keptOf(map.total.edges, edges);
  const nodes = map.nodes.filter(({ rank, id }) => rank < nodesKept || id === focus);
  const ids = new Set(nodes.map(({ id }) => id));
  const between = map.edges.filter(({ from, to, rank }) => rank < edgesKept && ids.has(from) && ids.has(to));
  return focus === null || !ids.has(focus) ? { nodes, edges: between } : around(focus, { nodes, edges: between });
}

function around(focus: string, { nodes, edges }: MapPart): MapPart {
  const near = new Set([focus]);
  for (const { from, to } of edges) {
    if (from === focus) near.add(to);
    if (to === focus) near.add(from);
  }
  return {
    nodes: nodes.filter(({ id }) => near.has(id)),
    edges: edges.filter(({ from, to }) => near.has(from) && near.has(to)),
  };
}

/** All edges on chains that lead to an activity or away from it, and the activities on them. */
export function chainsThrough(id: string, edges: readonly EventMapEdge[]): ReadonlySet<string> {
  const lit = new Set<string>([id]);
  follow(id, edges, { lit, isForth: true });
  follow(id, edges, { lit, isForth: false });
  return lit;
}

type Lit = { readonly lit: Set<string>; readonly isForth: boolean };

function follow(start: string, edges: readonly EventMapEdge[], { lit, isForth }: Lit): void {
  const next = edgesFrom(edges, ({ from, to }) => (isForth ? from : to));
  // A set goes on over what is added while it is walked.
  const seen = new Set([start]);
  for (const at of seen) {
    for (const edge of next.get(at) ?? []) {
      const other = isForth ? edge.to : edge.from;
      lit.add(edgeId(edge)).add(other);
      seen.add(other);
    }
  }
}

function edgesFrom(edges: readonly EventMapEdge[], endOf: (edge: EventMapEdge) => string): Map<string, EventMapEdge[]> {
  const byEnd = new Map<string, EventMapEdge[]>();
  for (const edge of edges) {
    const known = byEnd.get(endOf(edge));
    if (known === undefined) byEnd.set(endOf(edge), [edge]);
    else known.push(edge);
  }
  return byEnd;
}

/** Edges that more went over than when they were seen last. */
export function risenEdges(before: readonly EventMapEdge[], now: readonly EventMapEdge[]): readonly string[] {
  const counts = new Map(before.map((edge) => [edgeId(edge), edge.count]));
  return now.filter((edge) => edge.count > (counts.get(edgeId(edge)) ?? 0)).map(edgeId);
}

/** Whether a text occurs in the name, the producer or the topic, in upper or lower case. */
export function matches(node: EventMapNode, text: string): boolean {
  const sought = text.toLowerCase();
  return [node.name, node.activity, node.producer, node.channel].some((word) => word.toLowerCase().includes(sought));
}
