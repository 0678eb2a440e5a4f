/** What must be seen of an order that goes well, in this order, whatever else is on the topic and in the engine. */
export type TrueStep = {
  readonly type: string;
  readonly producer: string;
  /** The element of Order's diagram that says it, or that waits for it. */
  readonly elementId: string;
};

export const RETAIL_CHAIN: readonly TrueStep[] = [
  { type: "OrderPlacedEvent", producer: "Checkout", elementId: "order-placed" },
  { type: "RetrievePaymentCommand", producer: "Order", elementId: "retrieve-payment" },
  { type: "PaymentReceivedEvent", producer: "Payment", elementId: "payment-received" },
  { type: "FetchGoodsCommand", producer: "Order", elementId: "fetch-goods" },
  { type: "GoodsFetchedEvent", producer: "Inventory", elementId: "goods-fetched" },
  { type: "ShipGoodsCommand", producer: "Order", elementId: "ship-goods" },
  { type: "GoodsShippedEvent", producer: "Shipping", elementId: "goods-shipped" },
  { type: "OrderCompletedEvent", producer: "Order", elementId: "order-completed" },
];

/** The process that Order deploys. */
export const ORDER_PROCESS_ID = "order";
