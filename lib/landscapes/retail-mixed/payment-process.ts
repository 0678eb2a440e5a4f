import { readFile } from "node:fs/promises";
import { z } from "zod";
import { openBus } from "../retail/bus";
import type { Envelope } from "../retail/envelope";
import { ShopOrder } from "../retail/goods";
import { startListening } from "../retail/listener";
import { createSeen } from "../retail/seen";
import type { Shop, Stop } from "../retail/shop";
import { workWhileUp } from "../retail/work-while-up";
import { openOperaton } from "./operaton";
import { MIXED_ORDER } from "./order-process";
import { paymentTasks } from "./payment-tasks";

const DIAGRAM = new URL("./payment.bpmn", import.meta.url);
const PAYMENT_PROCESS_ID = "payment";

const Command = z.object({ refId: z.string().min(1), amount: z.int(), order: ShopOrder });

/** Payment is a process on Operaton: a command starts it, external tasks do its work, and an event is its answer. */
export async function startPaymentProcess(shop: Shop, operatonUrl: string): Promise<Stop> {
  const log = shop.log.child({ service: "payment" });
  const bus = openBus(shop, "payment");
  const operaton = openOperaton({ url: operatonUrl, log, signal: shop.signal });
  await operaton.deploy("payment.bpmn", await readFile(DIAGRAM));
  const tasks = paymentTasks(shop, bus, MIXED_ORDER.work.failsAt);
  const stopWorking = workWhileUp(shop, "payment", () => tasks.map((work) => operaton.work(work)));
  const seen = createSeen();
  const stopListening = await startListening(shop, bus, {
    service: "payment",
    handle: async (envelope) => {
      const start = toStart(envelope);
      if (start !== null) await seen.once(start.once.value, () => operaton.start(start));
    },
  });
  return async () => {
    await Promise.all([stopWorking(), stopListening()]);
    await bus.close();
  };
}

/** Null for what is no command to Payment. */
function toStart({ type, data, traceid, correlationid }: Envelope) {
  const command = Command.safeParse(data).data;
  if (type !== "RetrievePaymentCommand" || correlationid === null || command === undefined) return null;
  const { refId: orderId, amount, order } = command;
  return {
    processId: PAYMENT_PROCESS_ID,
    businessKey: orderId,
    once: { variable: "correlationId", value: correlationid },
    variables: { orderId, traceId: traceid, amount, order: JSON.stringify(order) },
  };
}
