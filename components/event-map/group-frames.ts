import { BOX_PADDING, NODE_HEIGHT, NODE_WIDTH, type Point, type Positions } from "./layout/layout-graph";
import { groupId, type MapPart } from "./shown-map";

interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The frame around the activities of each producer. */
export function framesOf(nodes: MapPart["nodes"], positions: Positions): ReadonlyMap<string, Frame> {
  const frames = new Map<string, Frame>();
  for (const node of nodes) {
    const { x, y } = positions.get(node.id) ?? { x: 0, y: 0 };
    const frame = frames.get(groupId(node)) ?? { left: x, right: x, top: y, bottom: y };
    frame.left = Math.min(frame.left, x);
    frame.right = Math.max(frame.right, x);
    frame.top = Math.min(frame.top, y);
    frame.bottom = Math.max(frame.bottom, y);
    frames.set(groupId(node), frame);
  }
  return frames;
}

export function middleOf({ left, right, top, bottom }: Frame = NOWHERE): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

export function sizeOf({ left, right, top, bottom }: Frame = NOWHERE): { width: number; height: number } {
  return {
    width: right - left + NODE_WIDTH + 2 * BOX_PADDING,
    height: bottom - top + NODE_HEIGHT + 2 * BOX_PADDING,
  };
}

const NOWHERE: Frame = { left: 0, right: 0, top: 0, bottom: 0 };
