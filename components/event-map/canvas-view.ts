import type { Point, Positions } from "./layout/layout-graph";
import type { Lens } from "./map-words";
import { TUBE_BESIDE } from "./tube-elements";

export const FIT_PADDING = 28;
/** Larger than life says no more. */
export const FIT_ZOOM_MAX = 1.15;
/** Room for what stands around the middle of an activity: its frame, and the name above it. */
const [BESIDE, ABOVE, BELOW] = [120, 70, 50];

type Size = { readonly clientWidth: number; readonly clientHeight: number };

/** The view in which all activities are in sight. */
export function viewOf(
  positions: Positions,
  { clientWidth, clientHeight }: Size,
  lens: Lens | null,
): { zoom: number; pan: Point } {
  const points = [...positions.values()];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const beside = lens === "tube" ? TUBE_BESIDE : BESIDE;
  const [left, right] = [Math.min(...xs) - beside, Math.max(...xs) + beside];
  const [top, bottom] = [Math.min(...ys) - ABOVE, Math.max(...ys) + BELOW];
  const zoom = Math.min(
    FIT_ZOOM_MAX,
    (clientWidth - 2 * FIT_PADDING) / (right - left),
    (clientHeight - 2 * FIT_PADDING) / (bottom - top),
  );
  const pan = {
    x: clientWidth / 2 - ((left + right) / 2) * zoom,
    y: clientHeight / 2 - ((top + bottom) / 2) * zoom,
  };
  return { zoom, pan };
}

/** Slow at both ends of the way. */
export const eased = (share: number): number => (share < 0.5 ? 4 * share ** 3 : 1 - (-2 * share + 2) ** 3 / 2);

export const between = (from: Point, to: Point, share: number): Point => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
});
