import { pause } from "@/lib/platform/clock";
import { openBus } from "./bus";
import type { PlacedOrder, PlaceOrders } from "./control-contract";
import { isDown } from "./defects";
import { derivedId } from "./derived-id";
import { type RetailRecord, toRetailRecord } from "./envelope";
import { composeOrder, composeOrderId } from "./goods";
import { messageOf, Stopped } from "./persistence";
import type { Shop, Stop } from "./shop";

export type Checkout = {
  /** Resolves when the brokers have the orders. */
  place(request: Pick<PlaceOrders, "count" | "defects">): Promise<readonly PlacedOrder[]>;
  readonly stop: Stop;
};

const MINUTE_MS = 60_000;
const LOOK_AGAIN_AFTER_MS = 200;
/** After an outage the customers of that time do not all come at once. */
const FORGIVEN_MS = 100;
const DIALECT = { time: "iso", typeHeader: "plain" } as const;

/** An order, and what Checkout says of it. */
export type Placing = { readonly placed: PlacedOrder; readonly record: RetailRecord };

/** Customers who order at the rate that is set, and those whom the control page sends. */
export function startCheckout(shop: Shop, compose: (shop: Shop) => Placing = composePlacing): Checkout {
  const bus = openBus(shop, "checkout");
  const place: Checkout["place"] = async ({ count, defects }) => {
    const orders = Array.from({ length: count }, () => compose(shop));
    if (defects !== undefined) for (const { placed } of orders) shop.knobs.fixFate(placed.orderId, defects);
    await bus.send(orders.flatMap(({ placed, record }) => withPoison(shop, placed, record)));
    shop.tally.ordersPlaced += count;
    return orders.map(({ placed }) => placed);
  };
  const trading = trade(shop, place);
  return {
    place,
    stop: async () => {
      await trading;
      await bus.close();
    },
  };
}

async function trade(shop: Shop, place: Checkout["place"]): Promise<void> {
  try {
    for (let last = shop.clock(); ; ) {
      const due = await untilNextOrder(shop, last);
      if (due === null) return;
      await place({ count: 1 });
      last = Math.max(due, shop.clock() - FORGIVEN_MS);
    }
  } catch (error) {
    if (!(error instanceof Stopped)) shop.log.error({ why: messageOf(error) }, "Checkout takes no more orders");
  }
}

/** Customers do not come like clockwork. Looks at the knob again and again, so that turning it is felt at once. */
async function untilNextOrder(shop: Shop, last: number): Promise<number | null> {
  const luck = 0.5 + shop.random();
  while (!shop.signal.aborted) {
    const { ordersPerMinute, defects } = shop.knobs.read();
    const due = isDown(defects, "checkout") ? Number.POSITIVE_INFINITY : last + (MINUTE_MS / ordersPerMinute) * luck;
    if (due <= shop.clock()) return due;
    await pause(Math.min(due - shop.clock(), LOOK_AGAIN_AFTER_MS), shop.signal);
  }
  return null;
}

function composePlacing(shop: Shop): Placing {
  const orderId = composeOrderId(shop.random);
  const traceId = derivedId("trace", orderId);
  const message = {
    type: "OrderPlacedEvent",
    id: derivedId("OrderPlacedEvent", orderId),
    source: "Checkout",
    time: shop.clock(),
    data: composeOrder(orderId, shop.random),
    traceid: traceId,
    correlationid: null,
  };
  return { placed: { orderId, traceId }, record: toRetailRecord(message, DIALECT) };
}

/** Cut off in the middle, as a sender does that was killed while it wrote. */
function withPoison(shop: Shop, { orderId }: PlacedOrder, record: RetailRecord): readonly RetailRecord[] {
  if (!shop.knobs.isHit("poison", orderId)) return [record];
  return [record, { ...record, value: record.value.slice(0, Math.floor(record.value.length / 2)) }];
}
