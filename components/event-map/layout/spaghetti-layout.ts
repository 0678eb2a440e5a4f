import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { type Box, boxesOf, placeBox } from "./boxes";
import type { LayoutEdge, LayoutGraph, Point, Positions } from "./layout-graph";

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** How much more room than the boxes themselves the picture takes, and how much wider than high it is. */
const ROOMINESS = 1.9;
const ASPECT = 2.1;
const GAP = 60;
const ROUNDS_MAX = 160;

/** Who talks to whom stands close: ForceAtlas2 over the producers, whose boxes are then pushed apart until none overlap. */
export function spaghettiLayout(graph: LayoutGraph): Positions {
  const boxes = boxesOf(graph, 9);
  const middles = spread(boxes, attract(boxes, graph));
  pushApart(boxes, middles);
  const positions = new Map<string, Point>();
  for (const [index, box] of boxes.entries()) placeBox(box, middles[index] ?? { x: 0, y: 0 }, positions);
  return positions;
}

/** It starts from a spiral in the order of time, so equal data give an equal picture. */
function attract(boxes: readonly Box[], { nodes, edges }: LayoutGraph): Point[] {
  const graph = new Graph({ type: "undirected" });
  for (const [index, { group }] of boxes.entries()) {
    const radius = 10 * Math.sqrt(index + 0.5);
    const angle = index * GOLDEN_ANGLE;
    graph.addNode(group, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
  }
  const groupOf = new Map(nodes.map(({ id, group }) => [id, group]));
  for (const [pair, count] of countBetween(edges, groupOf)) {
    const [from, to] = JSON.parse(pair) as [string, string];
    graph.mergeEdge(from, to, { weight: Math.log2(1 + count) });
  }
  const places = forceAtlas2(graph, {
    iterations: boxes.length > 120 ? 180 : 400,
    settings: {
      barnesHutOptimize: boxes.length > 120,
      edgeWeightInfluence: 1,
      gravity: 3,
      linLogMode: false,
      scalingRatio: 6,
      slowDown: 4,
    },
  });
  const found = boxes.map(({ group }) => places[group] ?? { x: 0, y: 0 });
  return fromLeftToRight(boxes, found as Point[]);
}

function countBetween(edges: readonly LayoutEdge[], groupOf: ReadonlyMap<string, string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { from, to, count } of edges) {
    const ends = [groupOf.get(from), groupOf.get(to)];
    if (ends[0] === undefined || ends[1] === undefined || ends[0] === ends[1]) continue;
    const pair = JSON.stringify(ends.sort());
    counts.set(pair, (counts.get(pair) ?? 0) + count);
  }
  return new Map([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Forces know no direction: the picture is turned so that its longer side lies flat and time goes to the right. */
function fromLeftToRight(boxes: readonly Box[], points: readonly Point[]): Point[] {
  const [width, height] = extent(points);
  const lying = height > width ? points.map(({ x, y }) => ({ x: y, y: x })) : [...points];
  const meanX = lying.reduce((sum, { x }) => sum + x, 0) / lying.length;
  const meanTime = boxes.reduce((sum, { position }) => sum + position, 0) / boxes.length;
  const trend = lying.reduce((sum, { x }, index) => sum + (x - meanX) * ((boxes[index]?.position ?? 0) - meanTime), 0);
  return trend < 0 ? lying.map(({ x, y }) => ({ x: -x, y })) : lying;
}

function extent(points: readonly Point[]): [width: number, height: number] {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
}

function spread(boxes: readonly Box[], points: readonly Point[]): Point[] {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0) * ROOMINESS;
  const [scaleX, scaleY] = [Math.sqrt(area * ASPECT), Math.sqrt(area / ASPECT)];
  const [xs, ys] = [evened(points.map(({ x }) => x)), evened(points.map(({ y }) => y))];
  return points.map((_, index) => ({ x: (xs[index] ?? 0) * scaleX, y: (ys[index] ?? 0) * scaleY }));
}

/** Half of where forces put it, half of its rank: long tails come closer, and crowds get room. From 0 to 1. */
function evened(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const ranks = new Map([...values].sort((one, other) => one - other).map((value, index) => [value, index]));
  const last = Math.max(1, values.length - 1);
  return values.map((value) => (value - least) / (2 * (most - least || 1)) + (ranks.get(value) ?? 0) / (2 * last));
}

/** A round compares each box only with those that reach beside it; the last round, in which none moves, misses none. */
function pushApart(boxes: readonly Box[], middles: readonly Point[]): void {
  const placed = boxes.flatMap((box, index): Placed[] => {
    const at = middles[index];
    return at === undefined ? [] : [[box, at]];
  });
  for (let round = 0; round < ROUNDS_MAX; round++) {
    placed.sort((one, other) => leftOf(one) - leftOf(other));
    if (!isAnyMoved(placed)) return;
  }
}

const leftOf = ([box, at]: Placed): number => at.x - box.width / 2;

function isAnyMoved(placed: readonly Placed[]): boolean {
  let moved = false;
  for (const [place, one] of placed.entries()) {
    for (let next = place + 1; next < placed.length; next++) {
      const other = placed[next];
      if (other === undefined || leftOf(other) > one[1].x + one[0].width / 2 + GAP) break;
      moved = separate(one, other) || moved;
    }
  }
  return moved;
}

type Placed = readonly [Box, Point];

/** Two boxes that overlap give way along the shorter way out, half each. */
function separate([box, at]: Placed, [otherBox, otherAt]: Placed): boolean {
  const overlapX = (box.width + otherBox.width) / 2 + GAP - Math.abs(at.x - otherAt.x);
  const overlapY = (box.height + otherBox.height) / 2 + GAP - Math.abs(at.y - otherAt.y);
  if (overlapX <= 0.5 || overlapY <= 0.5) return false;
  if (overlapX < overlapY) {
    const step = (overlapX / 2) * (at.x <= otherAt.x ? -1 : 1);
    at.x += step;
    otherAt.x -= step;
  } else {
    const step = (overlapY / 2) * (at.y <= otherAt.y ? -1 : 1);
    at.y += step;
    otherAt.y -= step;
  }
  return true;
}
