import type { Point } from "./diagram-services";

type Box = Point & { width: number; height: number };
type Stretch = { from: Point; to: Point; length: number };

/** Places along a stretch, the best first. */
const SHARES = [0.5, 0.75, 0.25];
/** Half of a count's own size. */
const MARGIN = { x: 16, y: 9 };

/** Where a number stands on a line: in the middle of the longest stretch, away from corners, unless a label stands there. */
export function flowMiddle(waypoints: readonly Point[], labels: readonly Box[] = []): Point {
  const stretch = longestStretch(waypoints);
  if (stretch === null) return waypoints[0] ?? { x: 0, y: 0 };
  const places = SHARES.map((share) => along(stretch, share));
  return places.find((place) => !labels.some((label) => isCovered(place, label))) ?? along(stretch, 0.5);
}

function longestStretch(waypoints: readonly Point[]): Stretch | null {
  let longest: Stretch | null = null;
  for (const [index, to] of waypoints.entries()) {
    const from = waypoints[index - 1];
    if (from === undefined) continue;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (longest === null || length > longest.length) longest = { from, to, length };
  }
  return longest;
}

function along({ from, to }: Stretch, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function isCovered({ x, y }: Point, label: Box): boolean {
  const isBeside = x < label.x - MARGIN.x || x > label.x + label.width + MARGIN.x;
  return !isBeside && y >= label.y - MARGIN.y && y <= label.y + label.height + MARGIN.y;
}
