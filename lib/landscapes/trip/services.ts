import { readFile } from "node:fs/promises";
import { type Bus, openBus } from "../retail/bus";
import { type Engine, type Job, type JobOutcome, type JobWork, openEngine } from "../retail/engine";
import type { Envelope } from "../retail/envelope";
import { startListening } from "../retail/listener";
import { KEEP_START_MS } from "../retail/order";
import { createSeen, type Seen } from "../retail/seen";
import type { Shop, Stop } from "../retail/shop";
import { workWhileUp } from "../retail/work-while-up";
import { Trip, tellOfTrip } from "./trip";
import { isCancellationLost, slownessOf, workOnTrip } from "./work-on-trip";

const DIAGRAM = new URL("./trip-booking.bpmn", import.meta.url);
const VARIABLES = ["tripId", "sagaId", "traveller", "destination"] as const;
const DONE: JobOutcome = { outcome: "completed", variables: {} };

/** The engine is in charge: it has car, hotel and flight booked, and undone when the flight is full. */
export async function startTripServices(shop: Shop, zeebeGrpcAddress: string): Promise<readonly Stop[]> {
  const log = shop.log.child({ service: "trip" });
  const engine = openEngine({ zeebeGrpcAddress, log, signal: shop.signal });
  await engine.deploy("trip-booking.bpmn", await readFile(DIAGRAM));
  const bus = openBus(shop, "trip");
  const place: Place = { shop, bus, seen: createSeen() };
  const stops = [
    startWorkers(place, engine, "car", [book(place, "car", "Car"), cancel(place, "car", "Car")]),
    startWorkers(place, engine, "hotel", [book(place, "hotel", "Hotel"), cancel(place, "hotel", "Hotel")]),
    startWorkers(place, engine, "flight", [bookFlight(place)]),
    await startRequests(place, engine),
  ];
  return [
    async () => {
      await Promise.all(stops.map((stop) => stop()));
      await engine.close();
      await bus.close();
    },
  ];
}

type Place = { readonly shop: Shop; readonly bus: Bus; readonly seen: Seen };

/** A trip that is asked for starts a process instance. */
function startRequests({ shop, bus }: Place, engine: Engine): Promise<Stop> {
  return startListening(shop, bus, {
    service: "trip",
    handle: async ({ type, id, data }: Envelope) => {
      const trip = type === "TripRequested" ? Trip.safeParse(data).data : undefined;
      if (trip === undefined) return;
      const message = { name: type, correlationKey: trip.tripId, messageId: id, keepMs: KEEP_START_MS };
      await engine.publish({ ...message, variables: trip });
    },
  });
}

function startWorkers({ shop }: Place, engine: Engine, service: "car" | "hotel" | "flight", jobs: readonly JobWork[]) {
  return workWhileUp(shop, service, () => jobs.map((job) => engine.work(job)));
}

type Bookable = "car" | "hotel";

function book(place: Place, service: Bookable, source: string): JobWork {
  return workOf(place, `book-${service}`, async (trip) => {
    await workOnTrip(place.shop, service);
    await tellOfTrip(place.shop, place.bus, { source, type: `${source}Booked`, trip });
    return DONE;
  });
}

/** A lost one is done for the engine, though nobody did anything: what only the service's own event could tell. */
function cancel(place: Place, service: Bookable, source: string): JobWork {
  const { shop, bus } = place;
  return workOf(place, `cancel-${service}`, async (trip) => {
    if (isCancellationLost(shop, service, trip.tripId)) return DONE;
    await workOnTrip(shop, service, slownessOf(shop, service));
    await tellOfTrip(shop, bus, { source, type: `${source}Cancelled`, trip });
    shop.tally.ordersCompleted += service === "car" ? 1 : 0;
    return DONE;
  });
}

function bookFlight(place: Place): JobWork {
  const { shop, bus } = place;
  return workOf(place, "book-flight", async (trip) => {
    await workOnTrip(shop, "flight");
    const isFull = shop.knobs.isHit("flight-full", trip.tripId);
    await tellOfTrip(shop, bus, { source: "Flight", type: isFull ? "FlightFailed" : "FlightBooked", trip });
    if (!isFull) shop.tally.ordersCompleted += 1;
    const why = `There is no seat left to ${trip.destination}.`;
    return isFull ? { outcome: "refused", errorCode: "FLIGHT_FULL", why } : DONE;
  });
}

/** The engine gives a job that takes long to the next who asks; it is worked on once. */
function workOf({ seen }: Place, jobType: string, work: (trip: Trip) => Promise<JobOutcome>): JobWork {
  return {
    jobType,
    variables: VARIABLES,
    handle: async (job: Job) => {
      let outcome: JobOutcome = DONE;
      await seen.once(job.key, async () => {
        outcome = await work(Trip.parse(job.variables));
      });
      return outcome;
    },
  };
}
