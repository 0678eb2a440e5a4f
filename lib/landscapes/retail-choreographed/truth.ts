import type { LandscapeTruth } from "../truth/compare-truth";

/** Nobody is in charge: each service only knows the event before its own. */
export const CHOREOGRAPHED_TRUTH: LandscapeTruth = {
  activities: [
    { type: "OrderPlacedEvent", producer: "Checkout" },
    { type: "PaymentReceivedEvent", producer: "Payment" },
    { type: "GoodsFetchedEvent", producer: "Inventory" },
    { type: "GoodsShippedEvent", producer: "Shipping" },
    { type: "OrderCompletedEvent", producer: "Shipping" },
  ],
  edges: [
    { from: "Checkout OrderPlacedEvent", to: "Payment PaymentReceivedEvent", kind: "choreographed" },
    { from: "Payment PaymentReceivedEvent", to: "Inventory GoodsFetchedEvent", kind: "choreographed" },
    { from: "Inventory GoodsFetchedEvent", to: "Shipping GoodsShippedEvent", kind: "choreographed" },
    { from: "Shipping GoodsShippedEvent", to: "Shipping OrderCompletedEvent", kind: "choreographed" },
  ],
};
