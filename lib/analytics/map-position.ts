import type { WeighedEdge, WeighedNode } from "./map-order";

const ROUNDS_MAX = 120;
const CLOSE_ENOUGH = 0.005;

/**
 * How many activities come before each one in its case, on average, as far as counts of pairs can tell: a start is at 0,
 * what follows is one after what it follows, weighed by how often. Loops are gone round as often as the counts say; one that
 * nothing leads out of is left after some rounds.
 */
export function meanPositions(
  nodes: readonly WeighedNode[],
  edges: readonly WeighedEdge[],
): ReadonlyMap<string, number> {
  const into = new Map<string, WeighedEdge[]>(nodes.map(({ id }) => [id, []]));
  for (const edge of edges) if (into.has(edge.from) && edge.from !== edge.to) into.get(edge.to)?.push(edge);
  const positions = new Map(nodes.map(({ id }) => [id, 0]));
  for (let round = 0; round < ROUNDS_MAX; round++) {
    let moved = 0;
    for (const node of nodes) {
      const next = Math.min(positionOf(node, into.get(node.id) ?? [], positions), nodes.length * 4);
      moved = Math.max(moved, Math.abs(next - (positions.get(node.id) ?? 0)));
      positions.set(node.id, next);
    }
    if (moved < CLOSE_ENOUGH) break;
  }
  return positions;
}

function positionOf({ start }: WeighedNode, into: readonly WeighedEdge[], positions: ReadonlyMap<string, number>) {
  let [sum, weight] = [0, start];
  for (const { from, count } of into) {
    sum += count * ((positions.get(from) ?? 0) + 1);
    weight += count;
  }
  return weight === 0 ? 0 : sum / weight;
}
