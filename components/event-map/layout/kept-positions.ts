import {
  BOX_HEAD,
  BOX_PADDING,
  type LayoutGraph,
  NODE_GAP,
  NODE_HEIGHT,
  type Point,
  type Positions,
} from "./layout-graph";

/**
 * What stood somewhere stays there when new data come; a new activity goes below the others of its producer, a new producer
 * below the picture. Null when so much is new that the picture is better laid out again.
 */
export function keptPositions(graph: LayoutGraph, before: Positions): Positions | null {
  const known = graph.nodes.filter(({ id }) => before.has(id));
  if (known.length < graph.nodes.length * 0.75) return null;
  const positions = new Map<string, Point>();
  const lowest = new Map<string, Point>();
  let bottom = 0;
  const place = (id: string, group: string, at: Point) => {
    positions.set(id, at);
    const low = lowest.get(group);
    if (low === undefined || at.y > low.y) lowest.set(group, at);
    bottom = Math.max(bottom, at.y);
  };
  for (const { id, group } of known) place(id, group, before.get(id) ?? { x: 0, y: 0 });
  for (const { id, group } of graph.nodes) {
    if (positions.has(id)) continue;
    const low = lowest.get(group);
    const isNew = low === undefined;
    const y = isNew ? bottom + NODE_HEIGHT * 2 + BOX_HEAD + BOX_PADDING * 2 : low.y + NODE_HEIGHT + NODE_GAP;
    place(id, group, { x: isNew ? 0 : low.x, y });
  }
  return positions;
}
