import type { Activity } from "@/lib/domain/activity";
import { MIXED_TOPIC_RULE } from "./decode-rules";

/** One diagram over all of the shop, and what each of its elements stands for: of the engines' processes, and of the events. */
export const MIXED_COLLABORATION = {
  /** As the observed process, which it draws. */
  name: MIXED_TOPIC_RULE.process ?? "",
  diagram: new URL("./collaboration.bpmn", import.meta.url),
};

type Bound = { readonly elementId: string; readonly activity: Activity };

const told = (elementId: string, producer: string, name: string): Bound => ({
  elementId,
  activity: { kind: "event", producer, name, channel: MIXED_TOPIC_RULE.topic },
});

/** `name` is the element's id in the engine's own diagram. */
const run = (
  [producer, channel]: readonly [bpmnProcessId: string, engine: string],
  elementId: string,
  name = elementId,
): Bound => ({
  elementId,
  activity: { kind: "element", producer, name, channel },
});

const ORDER = ["mixed-order", "camunda8"] as const;
const PAYMENT = ["payment", "operaton"] as const;

export const MIXED_BINDINGS: readonly Bound[] = [
  told("checkout-order-placed", "Checkout", "OrderPlacedEvent"),
  ...["order-placed", "retrieve-payment", "payment-received", "goods-shipped", "order-completed"].map((id) =>
    run(ORDER, id),
  ),
  told("retrieve-payment", "Order", "RetrievePaymentCommand"),
  told("order-completed", "Order", "OrderCompletedEvent"),
  ...[
    "payment-requested",
    "deduct-credit",
    "paid-in-full",
    "charge-card",
    "card-refused",
    "clear-up-card",
    "seven-days",
    "payment-failed",
    "paid",
    "tell-received",
  ].map((id) => run(PAYMENT, id)),
  run(PAYMENT, "payment-told", "payment-received"),
  told("deduct-credit", "Payment", "CustomerCreditUsed"),
  told("tell-received", "Payment", "PaymentReceivedEvent"),
  told("fetch-goods", "Inventory", "GoodsFetchedEvent"),
  told("ship-goods", "Shipping", "GoodsShippedEvent"),
];
