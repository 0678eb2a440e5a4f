/** What a layout needs to know of a map; it goes to a worker and back, so it is plain data. */
export interface LayoutNode {
  id: string;
  /** The producer's box that it stands in. */
  group: string;
  /** How many activities come before it in its case, on average. */
  position: number;
}

export interface LayoutEdge {
  from: string;
  to: string;
  count: number;
}

export interface LayoutGraph {
  nodes: readonly LayoutNode[];
  edges: readonly LayoutEdge[];
}

export interface Point {
  x: number;
  y: number;
}

/** Where the middle of each activity goes. */
export type Positions = ReadonlyMap<string, Point>;

export const NODE_WIDTH = 142;
export const NODE_HEIGHT = 52;
export const NODE_GAP = 20;
/** Room between an activity and the frame of its producer, whose name stands above the frame. */
export const BOX_PADDING = 14;
export const BOX_HEAD = 22;

export const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The same picture from the same data, in whatever order it comes. */
export function inOrder(nodes: readonly LayoutNode[]): LayoutNode[] {
  return [...nodes].sort((one, other) => one.position - other.position || compareText(one.id, other.id));
}
