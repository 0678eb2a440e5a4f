import {
  BOX_HEAD,
  BOX_PADDING,
  compareText,
  inOrder,
  type LayoutGraph,
  type LayoutNode,
  NODE_GAP,
  NODE_HEIGHT,
  NODE_WIDTH,
  type Point,
} from "./layout-graph";

/** A producer with its activities in columns, earliest first. */
export interface Box {
  group: string;
  nodes: readonly LayoutNode[];
  columns: number;
  width: number;
  height: number;
  position: number;
}

/** The boxes of a map, the earliest in time first; more activities than fit below each other stand in columns. */
export function boxesOf({ nodes }: LayoutGraph, rowsMax: number): Box[] {
  const groups = new Map<string, LayoutNode[]>();
  for (const node of inOrder(nodes)) {
    const known = groups.get(node.group);
    if (known === undefined) groups.set(node.group, [node]);
    else known.push(node);
  }
  const boxes = [...groups].map(([group, members]) => toBox(group, members, rowsMax));
  return boxes.sort((one, other) => one.position - other.position || compareText(one.group, other.group));
}

function toBox(group: string, nodes: readonly LayoutNode[], rowsMax: number): Box {
  const columns = nodes.length <= rowsMax ? 1 : Math.max(2, Math.ceil(Math.sqrt(nodes.length / 3)));
  const rows = Math.ceil(nodes.length / columns);
  const position = nodes.reduce((sum, node) => sum + node.position, 0) / nodes.length;
  return {
    group,
    nodes,
    columns,
    width: columns * (NODE_WIDTH + NODE_GAP) - NODE_GAP + 2 * BOX_PADDING,
    height: rows * (NODE_HEIGHT + NODE_GAP) - NODE_GAP + 2 * BOX_PADDING + BOX_HEAD,
    position,
  };
}

/** Adds where the activities of a box are when its middle is at a point. */
export function placeBox(box: Box, middle: Point, positions: Map<string, Point>): void {
  const left = middle.x - box.width / 2 + BOX_PADDING + NODE_WIDTH / 2;
  const top = middle.y - box.height / 2 + BOX_PADDING + BOX_HEAD + NODE_HEIGHT / 2;
  const rows = Math.ceil(box.nodes.length / box.columns);
  for (const [index, { id }] of box.nodes.entries()) {
    positions.set(id, {
      x: left + Math.floor(index / rows) * (NODE_WIDTH + NODE_GAP),
      y: top + (index % rows) * (NODE_HEIGHT + NODE_GAP),
    });
  }
}
