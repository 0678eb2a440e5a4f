import { z } from "zod";
import type { Bus } from "../retail/bus";
import type { Placing } from "../retail/checkout";
import { derivedId } from "../retail/derived-id";
import { type Dialect, toRetailRecord } from "../retail/envelope";
import { composeOrderId } from "../retail/goods";
import type { Shop } from "../retail/shop";

/** What everybody must know of a trip, as it stands on the topic and in the engine's variables. */
export const Trip = z.object({
  tripId: z.string().min(1),
  sagaId: z.string().min(1),
  traveller: z.string(),
  destination: z.string(),
});
export type Trip = z.infer<typeof Trip>;

const DIALECT: Dialect = { time: "iso", typeHeader: "plain" };
const TRAVELLERS = ["Ada Brandt", "Noor Haddad", "Jonas Weber", "Ines Moreau", "Tomasz Zielinski", "Maja Lindqvist"];
const DESTINATIONS = ["Lisbon", "Reykjavik", "Palermo", "Tallinn", "Valencia", "Bergen"];

/** A traveller who wants a car, a hotel and a flight, or nothing at all. */
export function composeTrip(shop: Shop): Placing {
  const pick = (names: readonly string[]) => names[Math.floor(shop.random() * names.length)] ?? "";
  const tripId = composeOrderId(shop.random).replace(/^R-/, "T-");
  const sagaId = derivedId("saga", tripId);
  const trip = { tripId, sagaId, traveller: pick(TRAVELLERS), destination: pick(DESTINATIONS) };
  return { placed: { orderId: tripId, traceId: sagaId }, record: toTripRecord(shop, "Trip", "TripRequested", trip) };
}

/** Ids come from the trip: a service that does its work again after a crash says the same under the same id. */
export async function tellOfTrip(shop: Shop, bus: Bus, told: Told): Promise<void> {
  await bus.send([toTripRecord(shop, told.source, told.type, told.trip)]);
}

type Told = { readonly source: string; readonly type: string; readonly trip: Trip };

function toTripRecord(shop: Shop, source: string, type: string, trip: Trip) {
  const message = {
    type,
    id: derivedId(shop.name, trip.tripId, type),
    source,
    time: shop.clock(),
    data: trip,
    traceid: trip.sagaId,
    correlationid: null,
  };
  return toRetailRecord(message, DIALECT);
}
