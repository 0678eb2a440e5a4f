import { type CorrelationKey, KEY_PRIORITY } from "@/lib/domain/correlation-key";
import type { Event } from "@/lib/domain/event";
import { toEventId, toSourceName, toStreamName } from "@/lib/domain/identifiers";

export const SHOP = "Shop";
const SOURCE = toSourceName("kafka");
const STREAM = toStreamName("orders/0");

/** The chain that every order of the shop runs through, with who says so and how long after the one before. */
export const STEPS = [
  { name: "OrderPlaced", producer: "Checkout", afterMs: 0 },
  { name: "PaymentReceived", producer: "Payment", afterMs: 4_000 },
  { name: "GoodsFetched", producer: "Inventory", afterMs: 9_000 },
  { name: "OrderCompleted", producer: "Shipping", afterMs: 6_000 },
] as const;

let position = 0;

/** One event of an order; positions grow with each. */
export function eventOf(order: string, step: { readonly name: string; readonly producer: string }, at: number): Event {
  position += 1;
  return {
    id: toEventId(`${order}/${step.name}/${position}`),
    kind: "activity.occurred",
    occurredAt: at,
    recordedAt: at,
    source: SOURCE,
    stream: STREAM,
    position,
    part: 0,
    process: SHOP,
    keys: [orderKey(order)],
    activity: { kind: "event", producer: step.producer, name: step.name, channel: "orders" },
    ends: step.name === "OrderCompleted",
  };
}

export function orderKey(order: string): CorrelationKey {
  return { scope: "", name: "orderId", value: order, role: "link", priority: KEY_PRIORITY.business };
}

/** The first `steps` of an order that was placed at `at`; waits differ a little from order to order. */
export function orderEvents(order: string, at: number, steps: number = STEPS.length): readonly Event[] {
  let occurredAt = at;
  return STEPS.slice(0, steps).map((step, index) => {
    occurredAt += index === 0 ? 0 : step.afterMs + ((order.length * 37 + Number(order.replace(/\D/g, "")) * 13) % 900);
    return eventOf(order, step, occurredAt);
  });
}
