import { type Bus, openBus } from "../retail/bus";
import type { Envelope } from "../retail/envelope";
import { startListening } from "../retail/listener";
import { messageOf, Stopped } from "../retail/persistence";
import { createSeen } from "../retail/seen";
import type { Shop, Stop } from "../retail/shop";
import { Trip, tellOfTrip } from "../trip/trip";
import { isCancellationLost, slownessOf, workOnTrip } from "../trip/work-on-trip";

type TripService = "trip" | "car" | "hotel" | "flight";
/** Nobody is in charge: each knows the event before its own, and that a full flight undoes what it did itself. */
type Reaction = (shop: Shop, bus: Bus, trip: Trip) => Promise<void>;
type Reactions = Readonly<Record<string, Reaction>>;

export function startTripReactors(shop: Shop): Promise<readonly Stop[]> {
  return Promise.all([
    startReactions(shop, "car", { TripRequested: books("Car"), FlightFailed: cancels("car", "Car") }),
    startReactions(shop, "hotel", { CarBooked: books("Hotel"), FlightFailed: cancels("hotel", "Hotel") }),
    startReactions(shop, "flight", { HotelBooked: bookFlight }),
    startReactions(shop, "trip", { FlightBooked: confirm, ...refuseWhenUndone(["CarCancelled", "HotelCancelled"]) }),
  ]);
}

async function startReactions(shop: Shop, service: TripService, reactions: Reactions): Promise<Stop> {
  const bus = openBus(shop, service);
  const seen = createSeen();
  const react = async ({ type, data }: Envelope) => {
    const reaction = Object.hasOwn(reactions, type) ? reactions[type] : undefined;
    const trip = Trip.safeParse(data).data;
    if (reaction === undefined || trip === undefined) return;
    await seen.once(`${trip.tripId} ${type}`, () => reaction(shop, bus, trip));
  };
  const stop = await startListening(shop, bus, { service, handle: react });
  return async () => {
    await stop();
    await bus.close();
  };
}

const books =
  (source: string): Reaction =>
  async (shop, bus, trip) => {
    await workOnTrip(shop, source);
    await tellOfTrip(shop, bus, { source, type: `${source}Booked`, trip });
  };

/** Nobody waits for a slow one: the hotel goes on with its other trips meanwhile. */
const cancels =
  (service: "car" | "hotel", source: string): Reaction =>
  async (shop, bus, trip) => {
    if (isCancellationLost(shop, service, trip.tripId)) return;
    const slownessMs = slownessOf(shop, service);
    const cancelling = workOnTrip(shop, service, slownessMs).then(() =>
      tellOfTrip(shop, bus, { source, type: `${source}Cancelled`, trip }),
    );
    if (slownessMs === 0) return cancelling;
    cancelling.catch((error: unknown) => {
      if (!(error instanceof Stopped)) shop.log.warn({ why: messageOf(error) }, "a slow cancellation failed");
    });
  };

const bookFlight: Reaction = async (shop, bus, trip) => {
  await workOnTrip(shop, "flight");
  const type = shop.knobs.isHit("flight-full", trip.tripId) ? "FlightFailed" : "FlightBooked";
  await tellOfTrip(shop, bus, { source: "Flight", type, trip });
};

const confirm: Reaction = async (shop, bus, trip) => {
  await workOnTrip(shop, "trip");
  await tellOfTrip(shop, bus, { source: "Trip", type: "TripConfirmed", trip });
  shop.tally.ordersCompleted += 1;
};

/** More trips than are ever being undone at once; the oldest are forgotten first. */
const REMEMBERED = 20_000;

/** The traveller is told when all is undone. Of whose cancellations was heard is kept in memory: enough for a sample. */
function refuseWhenUndone(cancellations: readonly string[]): Reactions {
  const heard = new Map<string, Set<string>>();
  const reactionTo =
    (cancellation: string): Reaction =>
    async (shop, bus, trip) => {
      const known = heard.get(trip.tripId) ?? new Set();
      heard.set(trip.tripId, known.add(cancellation));
      const [oldest] = heard.keys();
      if (heard.size > REMEMBERED && oldest !== undefined) heard.delete(oldest);
      if (known.size < cancellations.length) return;
      await workOnTrip(shop, "trip");
      await tellOfTrip(shop, bus, { source: "Trip", type: "TripRefused", trip });
      shop.tally.ordersCompleted += 1;
    };
  return Object.fromEntries(cancellations.map((type) => [type, reactionTo(type)]));
}
