export interface PlacedThing {
  /** The name of the key by which its case is found. */
  readonly key: string;
  readonly one: string;
  readonly others: string;
}

const ORDER: PlacedThing = { key: "orderId", one: "order", others: "orders" };
const TRIP: PlacedThing = { key: "tripId", one: "trip", others: "trips" };
const THINGS: ReadonlyMap<string, PlacedThing> = new Map([
  ["trip", TRIP],
  ["trip-choreographed", TRIP],
  ["transfer-limit", { key: "requestId", one: "request", others: "requests" }],
]);

/** What is placed in a landscape: its shops take orders, others something else. */
export function placedThing(landscape: string): PlacedThing {
  return THINGS.get(landscape) ?? ORDER;
}
