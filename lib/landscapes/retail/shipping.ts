import { derivedId } from "./derived-id";
import { startResponder } from "./responder";
import type { Shop, Stop } from "./shop";

/** Hands the parcel to the carrier. Its framework writes the header as JSON, in quotes. */
export function startShipping(shop: Shop): Promise<Stop> {
  return startResponder(shop, {
    service: "shipping",
    source: "Shipping",
    command: "ShipGoodsCommand",
    event: "GoodsShippedEvent",
    dialect: { time: "iso", typeHeader: "quoted" },
    worksMs: { least: 300, most: 1_200 },
    trouble: (refId) =>
      shop.knobs.isHit("dead-letter", refId)
        ? `The label printer knows no format for the parcel of order ${refId}.`
        : null,
    data: (refId, { correlationid }) => ({ refId, shipmentId: derivedId("shipment", refId, correlationid ?? "") }),
    clockErrorMs: () => shop.knobs.read().defects["clock-skew"],
  });
}
