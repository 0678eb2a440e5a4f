import { readFile } from "node:fs/promises";
import { openBus } from "./bus";
import { isDown } from "./defects";
import { type Engine, type EngineMessage, openEngine } from "./engine";
import type { Envelope } from "./envelope";
import { ShopOrder } from "./goods";
import { startListening } from "./listener";
import { orderJobs } from "./order-jobs";
import { messageOf } from "./persistence";
import type { Shop, Stop } from "./shop";

const DIAGRAM = new URL("./order.bpmn", import.meta.url);
/** A day: as long as the engine keeps it, an order that is delivered again starts no second process instance. */
const KEEP_START_MS = 24 * 3_600_000;
/** An answer that nobody waits for, because it came before, expires after this. */
const KEEP_ANSWER_MS = 3_600_000;

/** Variables that each answer brings into the process. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  PaymentReceivedEvent: [],
  GoodsFetchedEvent: ["pickId"],
  GoodsShippedEvent: ["shipmentId"],
};

/** Order is a process on Camunda 8: events from the topic become messages to it, and its jobs become commands and an event. */
export async function startOrder(shop: Shop, zeebeGrpcAddress: string): Promise<Stop> {
  const log = shop.log.child({ service: "order" });
  const bus = openBus(shop, "order");
  const engine = openEngine({ zeebeGrpcAddress, log, signal: shop.signal });
  await engine.deploy("order.bpmn", await readFile(DIAGRAM));
  const stopWorking = workWhileUp(shop, engine, () => orderJobs(shop, bus));
  const stopListening = await startListening(shop, bus, {
    service: "order",
    handle: async (envelope) => {
      const message = toEngineMessage(envelope);
      if (message === null) return;
      await engine.publish(message);
    },
  });
  return async () => {
    await Promise.all([stopWorking(), stopListening()]);
    await engine.close();
    await bus.close();
  };
}

/** Null for what does not concern the process. Which instance it is for is told by the correlation id alone. */
export function toEngineMessage(envelope: Envelope): EngineMessage | null {
  const { type, id, data, traceid, correlationid } = envelope;
  if (type === "OrderPlacedEvent") {
    const order = ShopOrder.safeParse(data).data;
    if (order === undefined) return null;
    const variables = { traceId: traceid, ...order };
    return { name: type, correlationKey: order.orderId, messageId: id, keepMs: KEEP_START_MS, variables };
  }
  const brings = ANSWERS[type];
  if (brings === undefined || correlationid === null) return null;
  const variables = Object.fromEntries(brings.map((name) => [name, data?.[name] ?? null]));
  return { name: type, correlationKey: correlationid, messageId: id, keepMs: KEEP_ANSWER_MS, variables };
}

/** While the service is down its workers are gone, so that its jobs wait in the engine. */
function workWhileUp(shop: Shop, engine: Engine, jobs: () => ReturnType<typeof orderJobs>): Stop {
  let working: readonly (() => Promise<void>)[] = [];
  const rest = async () => {
    const stopping = working;
    working = [];
    await Promise.all(stopping.map((stop) => stop())).catch((error: unknown) =>
      shop.log.warn({ why: messageOf(error) }, "a worker did not stop in time"),
    );
  };
  const obey = () => {
    const down = isDown(shop.knobs.read().defects, "order");
    if (down) void rest();
    else if (working.length === 0) working = jobs().map((work) => engine.work(work));
  };
  obey();
  const unwatch = shop.knobs.watch(obey);
  return async () => {
    unwatch();
    await rest();
  };
}
