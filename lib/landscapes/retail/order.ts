import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { openBus } from "./bus";
import { type EngineMessage, openEngine } from "./engine";
import type { Envelope } from "./envelope";
import { ShopOrder } from "./goods";
import { startListening } from "./listener";
import { type OrderWork, orderJobs, RETAIL_ORDER_WORK } from "./order-jobs";
import type { Shop, Stop } from "./shop";
import { workWhileUp } from "./work-while-up";

/** A day: as long as the engine keeps it, an order that is delivered again starts no second process instance. */
export const KEEP_START_MS = 24 * 3_600_000;
/** An answer that nobody waits for, because it came before, expires after this. */
export const KEEP_ANSWER_MS = 3_600_000;

/** Variables that each answer brings into the process. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  PaymentReceivedEvent: [],
  GoodsFetchedEvent: ["pickId"],
  GoodsShippedEvent: ["shipmentId"],
};

/** An Order process: how it looks, what its workers do, and which events become which messages to it. */
export type OrderProcess = {
  readonly diagram: URL;
  readonly work: OrderWork;
  /** Null for what does not concern the process. */
  readonly toMessage: (envelope: Envelope) => EngineMessage | null;
};

export const RETAIL_ORDER: OrderProcess = {
  diagram: new URL("./order.bpmn", import.meta.url),
  work: RETAIL_ORDER_WORK,
  toMessage: toEngineMessage,
};

type OrderPlace = { readonly zeebeGrpcAddress: string; readonly process: OrderProcess };

/** Order is a process on Camunda 8: events from the topic become messages to it, and its jobs become commands and an event. */
export async function startOrder(shop: Shop, { zeebeGrpcAddress, process }: OrderPlace): Promise<Stop> {
  const log = shop.log.child({ service: "order" });
  const bus = openBus(shop, "order");
  const engine = openEngine({ zeebeGrpcAddress, log, signal: shop.signal });
  await engine.deploy(basename(process.diagram.pathname), await readFile(process.diagram));
  const jobs = orderJobs(shop, bus, process.work);
  const stopWorking = workWhileUp(shop, "order", () => jobs.map((work) => engine.work(work)));
  const stopListening = await startListening(shop, bus, {
    service: "order",
    handle: async (envelope) => {
      const message = process.toMessage(envelope);
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
