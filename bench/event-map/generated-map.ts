import type { EventMap, EventMapEdge, EventMapNode } from "@/lib/api/contract/event-map";

/** A landscape that nobody has: so many services with two activities each, and so many edges, most to those near in time. */
export function generatedMap(services: number, edges: number): EventMap {
  const nodes = someNodes(services);
  const between = someEdges(nodes.length, edges);
  return {
    nodes,
    edges: between,
    producers: someProducers(services),
    total: { activities: nodes.length, edges: between.length },
  };
}

function someNodes(services: number): EventMapNode[] {
  return Array.from({ length: services * 2 }, (_, index): EventMapNode => {
    const service = Math.floor(index / 2);
    return {
      id: `activity-${index}`,
      activity: `Service${service}Event${index % 2}`,
      name: `Service${service}Event${index % 2}`,
      producer: `service-${service}`,
      kind: service % 12 === 0 ? "element" : "event",
      channel: `topic-${service % 9}`,
      count: 1 + ((index * 7_919) % 10_000),
      start: index < 3 ? 500 : 0,
      end: index > services * 2 - 4 ? 500 : 0,
      rank: index,
      position: (index / (services * 2)) * 40,
    };
  });
}

function someEdges(nodes: number, edges: number): EventMapEdge[] {
  const found = new Map<string, EventMapEdge>();
  for (let turn = 0; found.size < edges; turn++) {
    const from = (turn * 104_729) % nodes;
    const to = (from + 1 + ((turn * 1_299_709) % 61)) % nodes;
    const kind = turn % 5 === 0 ? "message" : "choreographed";
    const key = `${from} ${to} ${kind}`;
    if (from === to || found.has(key)) continue;
    found.set(key, {
      from: `activity-${from}`,
      to: `activity-${to}`,
      kind,
      topic: `topic-${from % 9}`,
      count: 1 + ((turn * 31) % 900),
      cases: 1,
      p50: 12,
      p90: 40,
      mean: 20,
      rank: found.size,
    });
  }
  return [...found.values()];
}

function someProducers(services: number): EventMap["producers"] {
  return Array.from({ length: services }, (_, service) => ({
    producer: `service-${service}`,
    kind: service % 12 === 0 ? ("element" as const) : ("event" as const),
    activities: 2,
    fanIn: 5,
    fanOut: 5,
    mustKnow: 10,
    unorchestrated: 0.8,
  }));
}
