import type { ELK, ElkNode } from "elkjs/lib/elk-api";
import type { Columns } from "./lanes-layout";
import { inOrder, type LayoutGraph, type LayoutNode, NODE_HEIGHT, NODE_WIDTH } from "./layout-graph";

/** ELK's layers are the best order of time there is; beyond so many activities it takes seconds. */
export const LAYERED_MAX = 150;

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.layered.cycleBreaking.strategy": "MODEL_ORDER",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.thoroughness": "12",
  "elk.spacing.nodeNode": "24",
  "elk.layered.spacing.nodeNodeBetweenLayers": "60",
};

/** The layer of each activity, and the mean height of a producer's activities, which keeps crossings few. */
export async function columnsByLayers(elk: ELK, graph: LayoutGraph): Promise<Columns> {
  const order = new Map(inOrder(graph.nodes).map(({ id }, index) => [id, String(index)]));
  const edges = graph.edges
    .filter(({ from, to }) => from !== to && order.has(from) && order.has(to))
    .map(({ from, to }) => ({ from: order.get(from) ?? "", to: order.get(to) ?? "" }))
    .sort((one, other) => Number(one.from) - Number(other.from) || Number(one.to) - Number(other.to));
  const root: ElkNode = await elk.layout({
    id: "map",
    layoutOptions: OPTIONS,
    children: [...order.values()].map((id) => ({ id, width: NODE_WIDTH, height: NODE_HEIGHT })),
    edges: edges.map(({ from, to }, index) => ({ id: `e${index}`, sources: [from], targets: [to] })),
  });
  const placed = new Map((root.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x: Math.round(x), y }]));
  const layers = [...new Set([...placed.values()].map(({ x }) => x))].sort((one, other) => one - other);
  const at = (id: string) => placed.get(order.get(id) ?? "");
  const columnOf = new Map(graph.nodes.map(({ id }) => [id, layers.indexOf(at(id)?.x ?? 0)]));
  const heightOf = (group: readonly LayoutNode[]) =>
    group.reduce((sum, { id }) => sum + (at(id)?.y ?? 0), 0) / group.length;
  return { columnOf, heightOf };
}
