export type WeightedEdge = { readonly from: string; readonly to: string; readonly weight: number };

/**
 * Where each node stands on the way from beginning to end: 0 the first, 1 the last. Edges against the main direction (loops,
 * repeats, clocks that disagree) do not count: nodes are put in a row so that little weight points backwards, then each
 * stands one behind the latest that leads to it. Quadratic in nodes, so made for up to some 2,000.
 */
export function toPositions(nodes: readonly string[], edges: readonly WeightedEdge[]): ReadonlyMap<string, number> {
  const known = new Set(nodes);
  const between = edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const place = new Map(inRow(nodes, between).map((node, index) => [node, index]));
  const forward = between
    .filter(({ from, to }) => (place.get(from) ?? 0) < (place.get(to) ?? 0))
    .sort((a, b) => (place.get(a.from) ?? 0) - (place.get(b.from) ?? 0));
  const rank = new Map(nodes.map((node) => [node, 0]));
  for (const { from, to } of forward) rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(from) ?? 0) + 1));
  const last = Math.max(1, ...rank.values());
  return new Map([...rank].map(([node, of]) => [node, of / last]));
}

/** Takes next what the least weight still leads to, in comparison with what leads on from it. */
function inRow(nodes: readonly string[], edges: readonly WeightedEdge[]): readonly string[] {
  const into = new Map(nodes.map((node) => [node, 0]));
  const outOf = new Map(nodes.map((node) => [node, 0]));
  const leaving = new Map<string, WeightedEdge[]>();
  for (const edge of edges) {
    into.set(edge.to, (into.get(edge.to) ?? 0) + edge.weight);
    outOf.set(edge.from, (outOf.get(edge.from) ?? 0) + edge.weight);
    const known = leaving.get(edge.from);
    if (known === undefined) leaving.set(edge.from, [edge]);
    else known.push(edge);
  }
  const left = new Set(nodes);
  const row: string[] = [];
  while (left.size > 0) {
    const next = leastAwaited(left, into, outOf);
    left.delete(next);
    row.push(next);
    for (const { to, weight } of leaving.get(next) ?? []) into.set(to, (into.get(to) ?? 0) - weight);
  }
  return row;
}

function leastAwaited(
  left: ReadonlySet<string>,
  into: ReadonlyMap<string, number>,
  outOf: ReadonlyMap<string, number>,
): string {
  let [best, least] = ["", Number.POSITIVE_INFINITY];
  for (const node of left) {
    const awaited = into.get(node) ?? 0;
    const share = awaited <= 0 ? 0 : awaited / (awaited + (outOf.get(node) ?? 0));
    if (share < least) [best, least] = [node, share];
  }
  return best;
}
