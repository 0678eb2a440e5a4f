import type { Point } from "./layout/layout-graph";
import { NODE_HEIGHT, NODE_WIDTH } from "./layout/layout-graph";

/** A curve as the canvas takes it: how far along the straight line each control point stands, and how far off it. */
export interface Curve {
  weights: number[];
  distances: number[];
}

export type Way = "ahead" | "down" | "up" | "back";

/** From side to side where there is room, else from bottom to top or the other way; back along a lane, an arc below it. */
export function wayBetween(from: Point, to: Point): Way {
  if (to.x - from.x > NODE_WIDTH + 12) return "ahead";
  if (Math.abs(to.y - from.y) < NODE_HEIGHT * 1.2) return to.x > from.x ? "ahead" : "back";
  return to.y > from.y ? "down" : "up";
}

/** An S that leaves and arrives at right angles to the sides of the activities. */
export function curveBetween(from: Point, to: Point): Curve {
  const way = wayBetween(from, to);
  if (way === "ahead") {
    const start = { x: from.x + NODE_WIDTH / 2, y: from.y };
    const end = { x: to.x - NODE_WIDTH / 2, y: to.y };
    const bend = Math.max(10, (end.x - start.x) * 0.45);
    return relative(start, end, [
      { x: start.x + bend, y: start.y },
      { x: end.x - bend, y: end.y },
    ]);
  }
  const side = way === "up" ? -1 : 1;
  const start = { x: from.x, y: from.y + (side * NODE_HEIGHT) / 2 };
  const end = { x: to.x, y: to.y + ((way === "back" ? 1 : -side) * NODE_HEIGHT) / 2 };
  if (way === "back") {
    const depth = Math.max(start.y, end.y) + 34 + Math.min(90, Math.abs(from.x - to.x) * 0.08);
    return relative(start, end, [
      { x: from.x, y: depth },
      { x: to.x, y: depth },
    ]);
  }
  const bend = (end.y - start.y) * 0.45;
  return relative(start, end, [
    { x: start.x, y: start.y + bend },
    { x: end.x, y: end.y - bend },
  ]);
}

/** How far a bowed line stands off the straight one: enough that there and back are two, and a pile is gone round. */
export function bowBetween(from: Point, to: Point): number {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (Math.abs(to.x - from.x) > 1) return Math.min(160, length * 0.16);
  return length < NODE_HEIGHT * 1.6 ? 0 : Math.min(260, NODE_WIDTH * 0.6 + length * 0.12);
}

function relative(start: Point, end: Point, points: readonly Point[]): Curve {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy) || 1;
  return {
    weights: points.map(({ x, y }) => ((x - start.x) * dx + (y - start.y) * dy) / (length * length)),
    distances: points.map(({ x, y }) => ((y - start.y) * dx - (x - start.x) * dy) / length),
  };
}
