import { derivedId } from "../retail/derived-id";
import type { Shop, Stop } from "../retail/shop";
import { startReactor } from "./reactor";

/** Everyone but Checkout, which is the same in both shops. */
export function startChoreographedServices(shop: Shop): Promise<readonly Stop[]> {
  return Promise.all([startPayment(shop), startInventory(shop), startShipping(shop, { isLast: true })]);
}

/** A payment that failed emits nothing, and nobody is there who would miss it. */
function startPayment(shop: Shop): Promise<Stop> {
  return startReactor(shop, {
    service: "payment",
    source: "Payment",
    reactsTo: "OrderPlacedEvent",
    dialect: { time: "iso", typeHeader: "plain" },
    tells: [
      {
        event: "PaymentReceivedEvent",
        worksMs: { least: 250, most: 900 },
        adds: (orderId) => ({ paymentId: derivedId("payment", orderId) }),
      },
    ],
    isSilent: (orderId) => shop.knobs.isHit("payment-silent", orderId),
  });
}

export function startInventory(shop: Shop): Promise<Stop> {
  return startReactor(shop, {
    service: "inventory",
    source: "Inventory",
    reactsTo: "PaymentReceivedEvent",
    dialect: { time: "epoch-ms", typeHeader: "missing" },
    tells: [
      {
        event: "GoodsFetchedEvent",
        worksMs: { least: 300, most: 1_400 },
        adds: (orderId) => ({ pickId: derivedId("pick", orderId) }),
      },
    ],
  });
}

/** The last in the chain tells as well that the order is completed: a while after, never in the same millisecond. */
export function startShipping(shop: Shop, { isLast }: { readonly isLast: boolean }): Promise<Stop> {
  const completed = { event: "OrderCompletedEvent", worksMs: { least: 50, most: 200 }, adds: () => ({}) };
  return startReactor(shop, {
    service: "shipping",
    source: "Shipping",
    reactsTo: "GoodsFetchedEvent",
    dialect: { time: "iso", typeHeader: "quoted" },
    tells: [
      {
        event: "GoodsShippedEvent",
        worksMs: { least: 300, most: 1_200 },
        adds: (orderId) => ({ shipmentId: derivedId("shipment", orderId) }),
      },
      ...(isLast ? [completed] : []),
    ],
    clockErrorMs: () => shop.knobs.read().defects["clock-skew"],
    onDone: () => {
      if (isLast) shop.tally.ordersCompleted += 1;
    },
  });
}
