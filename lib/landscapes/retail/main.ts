import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { systemClock } from "@/lib/platform/clock";
import { createLog, type Log } from "@/lib/platform/log";
import { createRetailTopic } from "./bus";
import { type Checkout, startCheckout } from "./checkout";
import { type LandscapeState, OrdersPerMinute } from "./control-contract";
import { type ControlServer, startControlServer } from "./control-server";
import { changeDefects, DEFECTS, DefectChange, initialDefects } from "./defects";
import { startInventory } from "./inventory";
import { createKnobs, type Knobs } from "./knobs";
import { startOrder } from "./order";
import { startPayment } from "./payment";
import { Stopped } from "./persistence";
import { startShipping } from "./shipping";
import type { Shop, Stop } from "./shop";
import { createTally, type Tally } from "./tally";

/** What `--config` holds, as JSON or as the name of a file with it (a token in a file is not seen in the list of processes). */
export const RetailConfiguration = z.strictObject({
  kafkaBrokers: z.array(z.string().min(1)).min(1),
  zeebeGrpcAddress: z.string().min(1),
  controlPort: z.int().min(0).max(65_535).default(0),
  controlToken: z.string().min(16),
  ordersPerMinute: OrdersPerMinute.default(12),
  defects: DefectChange.default({}),
});
export type RetailConfiguration = z.input<typeof RetailConfiguration>;

export type RetailLandscape = {
  readonly controlUrl: string;
  /** Resolves when all services and connections are gone. */
  stop(): Promise<void>;
};

/**
 * Starts the shop: resolves once each service has its place on the topic and the process is deployed, however long the
 * broker and the engine let it wait. Ends with the signal or with `stop`.
 */
export async function startRetailLandscape(
  configuration: RetailConfiguration,
  { log, signal }: { log: Log; signal?: AbortSignal },
): Promise<RetailLandscape> {
  const parsed = RetailConfiguration.parse(configuration);
  const { controlPort, controlToken, kafkaBrokers, zeebeGrpcAddress, ordersPerMinute, defects } = parsed;
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // each order that is being worked on listens to it
  const knobs = createKnobs({ ordersPerMinute, defects: changeDefects(initialDefects(), defects) });
  const tally = createTally();
  const shop: Shop = {
    kafkaBrokers,
    knobs,
    tally,
    log,
    clock: systemClock,
    random: Math.random,
    signal: stopping.signal,
  };
  signal?.addEventListener("abort", () => stopping.abort(), { once: true });
  const services = await startServices(shop, zeebeGrpcAddress);
  const checkout = startCheckout(shop);
  const control = await startControl({ port: controlPort, token: controlToken, log }, { knobs, tally, checkout });
  log.info({ controlPort: control.port, ...knobs.read() }, "the retail landscape runs");
  return {
    controlUrl: `http://127.0.0.1:${control.port}/`,
    stop: async () => {
      stopping.abort();
      await control.close();
      await Promise.all([checkout.stop(), ...services.map((stop) => stop())]);
    },
  };
}

async function startServices(shop: Shop, zeebeGrpcAddress: string): Promise<readonly Stop[]> {
  await createRetailTopic(shop);
  return Promise.all([
    startOrder(shop, zeebeGrpcAddress),
    startPayment(shop),
    startInventory(shop),
    startShipping(shop),
  ]);
}

function startControl(
  place: { port: number; token: string; log: Log },
  { knobs, tally, checkout }: { knobs: Knobs; tally: Tally; checkout: Checkout },
): Promise<ControlServer> {
  const startedAt = new Date(systemClock()).toISOString();
  return startControlServer(place, {
    state: () => describeState({ knobs, tally, startedAt }),
    change: (change) => knobs.change(change),
    place: (request) => checkout.place(request),
  });
}

function describeState({ knobs, tally, startedAt }: { knobs: Knobs; tally: Tally; startedAt: string }): LandscapeState {
  const { ordersPerMinute, defects } = knobs.read();
  return {
    landscape: "retail",
    startedAt,
    ordersPerMinute,
    defects: DEFECTS.map((defect) => ({ ...defect, value: defects[defect.name] })),
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
