import type { Point } from "./diagram-services";

/** The middle of a line's longest stretch: there is room for a number, away from corners and arrow heads. */
export function flowMiddle(waypoints: readonly Point[]): Point {
  let best: { length: number; middle: Point } | null = null;
  for (const [index, to] of waypoints.entries()) {
    const from = waypoints[index - 1];
    if (from === undefined) continue;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (best === null || length > best.length) {
      best = { length, middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } };
    }
  }
  return best?.middle ?? waypoints[0] ?? { x: 0, y: 0 };
}
