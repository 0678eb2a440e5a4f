import type { EngineMessage } from "../retail/engine";
import type { Envelope } from "../retail/envelope";
import { ShopOrder, totalPrice } from "../retail/goods";
import { KEEP_ANSWER_MS, KEEP_START_MS, type OrderProcess } from "../retail/order";
import type { Command } from "../retail/order-jobs";
import { CHARGE_CARD } from "./payment-tasks";

/** Not the event's name: one engine may hold this process and the other shop's, and both would start. */
const START_MESSAGE = "MixedOrderPlaced";

/** Inventory and Shipping are commanded by nobody: whoever commands Payment sends along what they need to know. */
const RETRIEVE_PAYMENT: Command = {
  jobType: "mixed-retrieve-payment",
  type: "RetrievePaymentCommand",
  correlationVariable: "correlationIdPayment",
  data: ({ orderId, customer, items }) => ({
    refId: orderId,
    reason: "order",
    amount: totalPrice(items),
    order: { orderId, customer, items },
  }),
  trouble: ({ orderId, items }) =>
    `The price service did not answer within 5000 ms: no price for "${items[0]?.articleId}" of order ${orderId}.`,
};

/** Order is in charge of the payment alone. Then it waits until the goods are shipped, whoever sees to that. */
export const MIXED_ORDER: OrderProcess = {
  diagram: new URL("./mixed-order.bpmn", import.meta.url),
  work: {
    commands: [RETRIEVE_PAYMENT],
    completion: "mixed-complete-order",
    failsAt: [RETRIEVE_PAYMENT.jobType, CHARGE_CARD],
  },
  toMessage,
};

/** The answer to the command is told by its correlation id, what nobody asked for by the order's number. */
function toMessage({ type, id, data, traceid, correlationid }: Envelope): EngineMessage | null {
  const message = { name: type, messageId: id, keepMs: KEEP_ANSWER_MS };
  if (type === "OrderPlacedEvent") {
    const order = ShopOrder.safeParse(data).data;
    if (order === undefined) return null;
    const variables = { traceId: traceid, ...order };
    return { ...message, name: START_MESSAGE, correlationKey: order.orderId, keepMs: KEEP_START_MS, variables };
  }
  if (type === "PaymentReceivedEvent" && correlationid !== null) {
    return { ...message, correlationKey: correlationid, variables: {} };
  }
  const orderId = data?.["refId"];
  if (type !== "GoodsShippedEvent" || typeof orderId !== "string") return null;
  return { ...message, correlationKey: orderId, variables: { shipmentId: data?.["shipmentId"] ?? null } };
}
