import type { OrderDefect } from "./defects";
import { derivedShare } from "./derived-id";
import type { Shop } from "./shop";

export type Answerer = "Payment" | "Inventory" | "Shipping";

const ANSWERERS: readonly Answerer[] = ["Payment", "Inventory", "Shipping"];

/** An order is hit at one of the services, not at each of them. */
export function isHitHere(shop: Shop, here: Answerer, hit: { defect: OrderDefect; orderId: string }): boolean {
  const { defect, orderId } = hit;
  const where = ANSWERERS[Math.floor(derivedShare("where", defect, orderId) * ANSWERERS.length)];
  return where === here && shop.knobs.isHit(defect, orderId);
}
