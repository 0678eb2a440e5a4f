import type { LandscapeTruth } from "../truth/compare-truth";

/** What the services say of an order that goes well. The engines' own steps are beside it, on the diagrams. */
export const MIXED_TRUTH: LandscapeTruth["activities"] = [
  { type: "OrderPlacedEvent", producer: "Checkout" },
  { type: "RetrievePaymentCommand", producer: "Order" },
  { type: "CustomerCreditUsed", producer: "Payment" },
  { type: "PaymentReceivedEvent", producer: "Payment" },
  { type: "GoodsFetchedEvent", producer: "Inventory" },
  { type: "GoodsShippedEvent", producer: "Shipping" },
  { type: "OrderCompletedEvent", producer: "Order" },
];
