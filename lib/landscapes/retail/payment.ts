import { startResponder } from "./responder";
import type { Shop, Stop } from "./shop";

/** Charges the customer. A payment that failed in the old way emits nothing, and the order waits for ever. */
export function startPayment(shop: Shop): Promise<Stop> {
  return startResponder(shop, {
    service: "payment",
    source: "Payment",
    command: "RetrievePaymentCommand",
    event: "PaymentReceivedEvent",
    dialect: { time: "iso", typeHeader: "plain" },
    worksMs: { least: 250, most: 900 },
    data: (refId) => ({ refId }),
    isSilent: (refId) => shop.knobs.isHit("payment-silent", refId),
  });
}
