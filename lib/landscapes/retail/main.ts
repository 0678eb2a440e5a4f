import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { systemClock } from "@/lib/platform/clock";
import { createLog, type Log } from "@/lib/platform/log";
import { CHOREOGRAPHED_TOPIC_RULE } from "../retail-choreographed/decode-rules";
import { startChoreographedServices } from "../retail-choreographed/services";
import { MIXED_TOPIC_RULE } from "../retail-mixed/decode-rules";
import { startMixedServices } from "../retail-mixed/services";
import { LIMIT_TOPIC_RULE } from "../transfer-limit/decode-rules";
import { composeLimitChange } from "../transfer-limit/limit-change";
import { startLimitServices } from "../transfer-limit/services";
import { TRIP_TOPIC_RULE } from "../trip/decode-rules";
import { startTripServices } from "../trip/services";
import { composeTrip } from "../trip/trip";
import { TRIP_CHOREOGRAPHED_RULE } from "../trip-choreographed/decode-rules";
import { startTripReactors } from "../trip-choreographed/services";
import { createShopTopic } from "./bus";
import { type Checkout, startCheckout } from "./checkout";
import { type LandscapeState, OrdersPerMinute } from "./control-contract";
import { type ControlServer, startControlServer } from "./control-server";
import { changeDefects, DefectChange, defectsOf, initialDefects } from "./defects";
import { RETAIL_TOPIC } from "./envelope";
import { startInventory } from "./inventory";
import { createKnobs, type Knobs } from "./knobs";
import { isOfTrips, needsCamunda8, needsOperaton, RetailLandscapeName, type ShopName, shopsOf } from "./landscape-name";
import { RETAIL_ORDER, startOrder } from "./order";
import { startPayment } from "./payment";
import { Stopped } from "./persistence";
import { startShipping } from "./shipping";
import type { Shop, Stop } from "./shop";
import { createTally, type Tally } from "./tally";

/** What `--config` holds, as JSON or as the name of a file with it (a token in a file is not seen in the list of processes). */
export const RetailConfiguration = z
  .strictObject({
    landscape: RetailLandscapeName.default("retail"),
    kafkaBrokers: z.array(z.string().min(1)).min(1),
    /** Null where no shop has an Order process. */
    zeebeGrpcAddress: z.string().min(1).nullable(),
    /** Null where Payment is no process. */
    operatonUrl: z.url().nullable().default(null),
    controlPort: z.int().min(0).max(65_535).default(0),
    controlToken: z.string().min(16),
    ordersPerMinute: OrdersPerMinute.default(12),
    defects: DefectChange.default({}),
  })
  .refine(({ landscape, zeebeGrpcAddress }) => zeebeGrpcAddress !== null || !needsCamunda8(landscape), {
    path: ["zeebeGrpcAddress"],
    error: "the Order process needs Camunda 8: name its gRPC address",
  })
  .refine(({ landscape, operatonUrl }) => operatonUrl !== null || !needsOperaton(landscape), {
    path: ["operatonUrl"],
    error: "the Payment process needs Operaton: name the address of its REST API",
  });
export type RetailConfiguration = z.input<typeof RetailConfiguration>;

export type RetailLandscape = {
  readonly controlUrl: string;
  /** Resolves when all services and connections are gone. */
  stop(): Promise<void>;
};

/**
 * Starts the shop, or both: resolves once each service has its place on the topic and the process is deployed, however
 * long the broker and the engine let it wait. Ends with the signal or with `stop`.
 */
export async function startRetailLandscape(
  configuration: RetailConfiguration,
  { log, signal }: { log: Log; signal?: AbortSignal },
): Promise<RetailLandscape> {
  const parsed = RetailConfiguration.parse(configuration);
  const { landscape, controlPort, controlToken, kafkaBrokers, ordersPerMinute, defects } = parsed;
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // each order that is being worked on listens to it
  const knobs = createKnobs({ ordersPerMinute, defects: changeDefects(initialDefects(), defects) });
  const tally = createTally();
  const surroundings = { kafkaBrokers, knobs, tally, log, clock: systemClock, random: Math.random };
  signal?.addEventListener("abort", () => stopping.abort(), { once: true });
  const shops = await Promise.all(
    shopsOf(landscape).map((name) =>
      openShop({ ...surroundings, name, topic: TOPICS[name], signal: stopping.signal }, parsed),
    ),
  );
  const place = { port: controlPort, token: controlToken, log };
  const control = await startControl(place, { landscape, knobs, tally, checkouts: shops.map((shop) => shop.checkout) });
  log.info({ landscape, controlPort: control.port, ...knobs.read() }, "the retail landscape runs");
  return {
    controlUrl: `http://127.0.0.1:${control.port}/`,
    stop: async () => {
      stopping.abort();
      await control.close();
      await Promise.all(shops.map(({ stop }) => stop()));
    },
  };
}

const TOPICS: Readonly<Record<ShopName, string>> = {
  retail: RETAIL_TOPIC,
  "retail-choreographed": CHOREOGRAPHED_TOPIC_RULE.topic,
  "retail-mixed": MIXED_TOPIC_RULE.topic,
  trip: TRIP_TOPIC_RULE.topic,
  "trip-choreographed": TRIP_CHOREOGRAPHED_RULE.topic,
  "transfer-limit": LIMIT_TOPIC_RULE.topic,
};

type Engines = Pick<z.infer<typeof RetailConfiguration>, "zeebeGrpcAddress" | "operatonUrl">;

async function openShop(shop: Shop, engines: Engines): Promise<{ checkout: Checkout; stop: Stop }> {
  await createShopTopic(shop);
  const services = await startServices(shop, engines);
  const checkout = startCheckout(shop, composerOf(shop.name));
  return {
    checkout,
    stop: async () => {
      await Promise.all([checkout.stop(), ...services.map((stop) => stop())]);
    },
  };
}

/** What is placed there: undefined for the goods of a shop. */
function composerOf(name: ShopName) {
  if (name === "transfer-limit") return composeLimitChange;
  return isOfTrips(name) ? composeTrip : undefined;
}

/** The configuration has made sure that a shop's engines are there. */
function startServices(shop: Shop, { zeebeGrpcAddress, operatonUrl }: Engines): Promise<readonly Stop[]> {
  if (shop.name === "trip-choreographed") return startTripReactors(shop);
  if (shop.name === "retail-choreographed" || zeebeGrpcAddress === null) return startChoreographedServices(shop);
  if (shop.name === "transfer-limit") return startLimitServices(shop, zeebeGrpcAddress);
  if (shop.name === "trip") return startTripServices(shop, zeebeGrpcAddress);
  if (shop.name === "retail-mixed" && operatonUrl !== null) {
    return startMixedServices(shop, { zeebeGrpcAddress, operatonUrl });
  }
  return Promise.all([
    startOrder(shop, { zeebeGrpcAddress, process: RETAIL_ORDER }),
    startPayment(shop),
    startInventory(shop),
    startShipping(shop),
  ]);
}

type Running = {
  readonly landscape: RetailLandscapeName;
  readonly knobs: Knobs;
  readonly tally: Tally;
  readonly checkouts: readonly Checkout[];
};

function startControl(place: { port: number; token: string; log: Log }, running: Running): Promise<ControlServer> {
  const startedAt = new Date(systemClock()).toISOString();
  return startControlServer(place, {
    state: () => describeState(running, startedAt),
    change: (change) => running.knobs.change(change),
    place: async (request) => (await Promise.all(running.checkouts.map(({ place }) => place(request)))).flat(),
  });
}

function describeState({ landscape, knobs, tally }: Running, startedAt: string): LandscapeState {
  const { ordersPerMinute, defects } = knobs.read();
  return {
    landscape,
    startedAt,
    ordersPerMinute,
    defects: defectsOf(landscape).map((defect) => ({ ...defect, value: defects[defect.name] })),
    counts: { ...tally },
  };
}

async function runAsProcess(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: "string" } } });
  const given = values.config ?? "{}";
  const text = given.trimStart().startsWith("{") ? given : readFileSync(given, "utf8");
  const configuration = RetailConfiguration.parse(JSON.parse(text));
  const log = createLog("landscape-retail");
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stopping.abort());
  const landscape = await startRetailLandscape(configuration, { log, signal: stopping.signal });
  await new Promise<void>((resolve) => {
    if (stopping.signal.aborted) resolve();
    stopping.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await landscape.stop();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  runAsProcess().then(
    () => process.exit(0),
    (error: unknown) => {
      if (error instanceof Stopped) process.exit(0);
      process.stderr.write(`The retail landscape ended: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}
