export type Direction = "left" | "right" | "up" | "down";
type Box = { id: string; x: number; y: number; width: number; height: number };

/** Going aside costs more than going on, so that an arrow key follows the row it is in. */
const ASIDE = 2.5;

/** The nearest element in a direction, as an arrow key means it; null at the edge. Made for some hundred elements. */
export function neighbour(boxes: readonly Box[], fromId: string, direction: Direction): string | null {
  const from = boxes.find(({ id }) => id === fromId);
  if (from === undefined) return boxes[0]?.id ?? null;
  let nearest: { id: string; cost: number } | null = null;
  for (const box of boxes) {
    const { ahead, aside } = distance(from, box, direction);
    if (ahead <= 0) continue;
    const cost = ahead + ASIDE * aside;
    if (nearest === null || cost < nearest.cost) nearest = { id: box.id, cost };
  }
  return nearest?.id ?? null;
}

function distance(from: Box, to: Box, direction: Direction): { ahead: number; aside: number } {
  const right = to.x + to.width / 2 - (from.x + from.width / 2);
  const down = to.y + to.height / 2 - (from.y + from.height / 2);
  switch (direction) {
    case "left":
      return { ahead: -right, aside: Math.abs(down) };
    case "right":
      return { ahead: right, aside: Math.abs(down) };
    case "up":
      return { ahead: -down, aside: Math.abs(right) };
    case "down":
      return { ahead: down, aside: Math.abs(right) };
  }
}
