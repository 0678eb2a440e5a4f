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
  type Positions,
} from "./layout-graph";

/** From one column to the next at least; within a lane an activity also needs its own room. */
const COLUMN_MIN = 58;
const LANE_STEP = NODE_WIDTH + 40;
const LANE_GAP = 34;
/** Activities closer than this in their mean place stand above each other. */
const SAME_COLUMN = 0.34;

/** In which column each activity stands, and how high its producer should be. */
export interface Columns {
  columnOf: ReadonlyMap<string, number>;
  heightOf: (group: readonly LayoutNode[]) => number;
}

/** Columns by the mean place in the case, for maps that are too large to be layered. */
export function columnsByPosition({ nodes }: LayoutGraph): Columns {
  const columnOf = new Map<string, number>();
  let [column, first] = [-1, Number.NEGATIVE_INFINITY];
  for (const { id, position } of inOrder(nodes)) {
    if (position - first > SAME_COLUMN) {
      column += 1;
      first = position;
    }
    columnOf.set(id, column);
  }
  return { columnOf, heightOf: (group) => Math.min(...group.map(({ position }) => position)) };
}

interface Lane {
  group: string;
  from: number;
  to: number;
  height: number;
  cells: readonly { id: string; column: number; row: number }[];
}

/** Left to right along time, each producer in a lane of its own; lanes that do not meet in time share a row. */
export function lanesLayout(graph: LayoutGraph, { columnOf, heightOf }: Columns): Positions {
  const groups = new Map<string, LayoutNode[]>();
  for (const node of inOrder(graph.nodes)) groups.set(node.group, [...(groups.get(node.group) ?? []), node]);
  const lanes = [...groups]
    .map(([group, nodes]) => ({ lane: toLane(group, nodes, columnOf), at: heightOf(nodes) }))
    .sort((one, other) => one.at - other.at || compareText(one.lane.group, other.lane.group))
    .map(({ lane }) => lane);
  const xs = columnPlaces(lanes);
  const positions = new Map<string, Point>();
  let top = 0;
  for (const row of toRows(lanes, xs)) {
    for (const { cells } of row) {
      for (const { id, column, row: below } of cells) {
        const y = top + BOX_PADDING + BOX_HEAD + NODE_HEIGHT / 2 + below * (NODE_HEIGHT + NODE_GAP);
        positions.set(id, { x: xs[column] ?? 0, y });
      }
    }
    top += Math.max(...row.map(({ height }) => height)) + LANE_GAP;
  }
  return positions;
}

/** As close as the lanes allow: what follows in another lane may stand half above or below what it follows. */
function columnPlaces(lanes: readonly Lane[]): number[] {
  const columns = Math.max(0, ...lanes.map(({ to }) => to)) + 1;
  const inColumn = Array.from({ length: columns }, (): Lane[] => []);
  for (const lane of lanes)
    for (const column of new Set(lane.cells.map((cell) => cell.column))) inColumn[column]?.push(lane);
  const xs: number[] = [];
  const endOf = new Map<Lane, number>();
  for (const [column, here] of inColumn.entries()) {
    const x = Math.max(
      column === 0 ? 0 : (xs[column - 1] ?? 0) + COLUMN_MIN,
      ...here.map((lane) => (endOf.get(lane) ?? Number.NEGATIVE_INFINITY) + LANE_STEP),
    );
    xs.push(x);
    for (const lane of here) endOf.set(lane, x);
  }
  return xs;
}

function toLane(group: string, nodes: readonly LayoutNode[], columnOf: ReadonlyMap<string, number>): Lane {
  const filled = new Map<number, number>();
  const cells = nodes.map(({ id }) => {
    const column = columnOf.get(id) ?? 0;
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    return { id, column, row };
  });
  const columns = [...filled.keys()];
  const rows = Math.max(...filled.values());
  const height = rows * (NODE_HEIGHT + NODE_GAP) - NODE_GAP + 2 * BOX_PADDING + BOX_HEAD;
  return { group, from: Math.min(...columns), to: Math.max(...columns), height, cells };
}

/** Each lane in the first row where there is room for it. */
function toRows(lanes: readonly Lane[], xs: readonly number[]): Lane[][] {
  const rows: Lane[][] = [];
  const isApart = (one: Lane, other: Lane) => (xs[other.from] ?? 0) - (xs[one.to] ?? 0) >= LANE_STEP + 2 * BOX_PADDING;
  for (const lane of lanes) {
    const free = rows.find((row) => row.every((other) => isApart(lane, other) || isApart(other, lane)));
    if (free === undefined) rows.push([lane]);
    else free.push(lane);
  }
  return rows;
}
