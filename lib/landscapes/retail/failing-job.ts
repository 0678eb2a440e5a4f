import { derivedShare } from "./derived-id";
import type { Shop } from "./shop";

/** As often as the diagrams let a job be tried: then the retries are used up and the cause is mended. */
export const FAILURES = 3;

type Attempt = {
  /** The steps at one of which an order fails, and which of them this is. */
  readonly places: readonly string[];
  readonly here: string;
  readonly orderId: string;
  /** Kept by the engine at the element, so that neither our restart nor an operator's number of retries matters. */
  readonly failedAttempts: number;
};

/** Whoever began to fail goes on failing, also when the knob is turned down meanwhile. */
export function isFailingJob(shop: Shop, { places, here, orderId, failedAttempts }: Attempt): boolean {
  if (failedAttempts > 0) return failedAttempts < FAILURES;
  const where = places[Math.floor(derivedShare("where", "failing-job", orderId) * places.length)];
  return where === here && shop.knobs.isHit("failing-job", orderId);
}
