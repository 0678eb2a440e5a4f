import { pause } from "@/lib/platform/clock";
import { Stopped } from "../retail/persistence";
import type { Shop } from "../retail/shop";

const WORKS_MS = { least: 150, most: 600 };

/** The time that a booking takes, or a cancellation. */
export async function workOnTrip(shop: Shop, what: string, moreMs = 0): Promise<void> {
  await pause(WORKS_MS.least + shop.random() * (WORKS_MS.most - WORKS_MS.least) + moreMs, shop.signal);
  if (shop.signal.aborted) throw new Stopped(what);
}

/** By how much longer a cancellation takes while the hotel's desk is slow. */
export const slownessOf = (shop: Shop, service: "car" | "hotel"): number =>
  service === "hotel" ? shop.knobs.read().defects["slow-cancellation"] : 0;

/** The hotel swallows it: it says nothing, and the room stays booked. */
export const isCancellationLost = (shop: Shop, service: "car" | "hotel", tripId: string): boolean =>
  service === "hotel" && shop.knobs.isHit("cancellation-lost", tripId);
