export type CoupledNode = { readonly id: string; readonly producer: string; readonly kind: "event" | "element" };
export type CoupledEdge = {
  readonly from: string;
  readonly to: string;
  readonly kind: "orchestrated" | "choreographed" | "message";
  readonly count: number;
};

export type ProducerCoupling = {
  readonly producer: string;
  readonly kind: "event" | "element";
  readonly activities: number;
  readonly fanIn: number;
  readonly fanOut: number;
  readonly mustKnow: number;
  readonly unorchestrated: number | null;
};

/** A service and an engine process of one name are two. */
export const producerKey = ({ kind, producer }: Pick<CoupledNode, "kind" | "producer">): string =>
  `${kind} ${producer}`;

type Sums = {
  readonly kind: "event" | "element";
  readonly producer: string;
  activities: number;
  readonly heard: Set<string>;
  readonly hearers: Set<string>;
  readonly known: Set<string>;
  edges: number;
  choreographed: number;
};

/** How each producer hangs on the others; the most entangled first. */
export function coupleProducers(
  nodes: readonly CoupledNode[],
  edges: readonly CoupledEdge[],
): readonly ProducerCoupling[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const sums = new Map<string, Sums>();
  for (const node of nodes) sumsOf(sums, node).activities += 1;
  for (const edge of edges) {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    if (from !== undefined && to !== undefined) count(sums, edge, [from, to]);
  }
  return [...sums.values()]
    .map(toCoupling)
    .sort(
      (a, b) => b.fanIn + b.fanOut - (a.fanIn + a.fanOut) || compare(a.producer, b.producer) || compare(a.kind, b.kind),
    );
}

/** Within a producer an edge is its own affair; it counts once for its share of edges that nobody drives. */
function count(sums: Map<string, Sums>, edge: CoupledEdge, [from, to]: readonly [CoupledNode, CoupledNode]): void {
  const [sender, receiver] = [sumsOf(sums, from), sumsOf(sums, to)];
  for (const one of new Set([sender, receiver])) {
    one.edges += edge.count;
    if (edge.kind === "choreographed") one.choreographed += edge.count;
  }
  if (sender === receiver) return;
  sender.hearers.add(producerKey(to));
  receiver.heard.add(producerKey(from));
  receiver.known.add(from.id);
}

function sumsOf(sums: Map<string, Sums>, { kind, producer }: CoupledNode): Sums {
  const key = producerKey({ kind, producer });
  const known = sums.get(key);
  if (known !== undefined) return known;
  const made: Sums = {
    kind,
    producer,
    activities: 0,
    heard: new Set(),
    hearers: new Set(),
    known: new Set(),
    edges: 0,
    choreographed: 0,
  };
  sums.set(key, made);
  return made;
}

function toCoupling({ producer, kind, activities, heard, hearers, known, edges, choreographed }: Sums) {
  return {
    producer,
    kind,
    activities,
    fanIn: heard.size,
    fanOut: hearers.size,
    mustKnow: known.size,
    unorchestrated: edges === 0 ? null : choreographed / edges,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
