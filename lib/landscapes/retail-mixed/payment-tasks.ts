import { z } from "zod";
import { pause } from "@/lib/platform/clock";
import type { Bus } from "../retail/bus";
import { derivedId, derivedShare } from "../retail/derived-id";
import { type Dialect, type RetailMessage, toRetailRecord } from "../retail/envelope";
import { FAILURES, isFailingJob } from "../retail/failing-job";
import { ShopOrder } from "../retail/goods";
import { isHitHere } from "../retail/hit-here";
import { Stopped } from "../retail/persistence";
import type { Shop } from "../retail/shop";
import type { ExternalTask, TaskOutcome, TaskWork } from "./operaton";

/** Topics of the external tasks in payment.bpmn. */
const DEDUCT_CREDIT = "retail-deduct-credit";
export const CHARGE_CARD = "retail-charge-card";
const TELL_RECEIVED = "retail-tell-payment-received";
/** Of the error that the diagram handles. */
const CARD_REFUSED = "card-refused";

const DIALECT: Dialect = { time: "iso", typeHeader: "plain" };
const WORKS_MS = { least: 150, most: 500 };
/** A late worker does its work again after it was taken for dead. */
const LATE_MS = { least: 400, most: 1_500 };
/** As many as a job of Camunda 8 has by its diagram. */
const RETRIES = 3;
/** One customer in four has credit enough. */
const PAID_BY_CREDIT = 0.25;

const PaymentVariables = z.object({
  orderId: z.string().min(1),
  traceId: z.string().min(1),
  correlationId: z.string().min(1),
  amount: z.int(),
  order: z.string().transform((text) => ShopOrder.parse(JSON.parse(text))),
  refusals: z.int().default(0),
  failedAttempts: z.int().default(0),
});
type PaymentVariables = z.infer<typeof PaymentVariables>;

const VARIABLES = Object.keys(PaymentVariables.shape);

type Handle = (payment: PaymentVariables, task: ExternalTask) => Promise<TaskOutcome>;

/** What Payment's process has done by workers. The ids of its events come from the command: what is done twice says the same. */
export function paymentTasks(shop: Shop, bus: Bus, failsAt: readonly string[]): readonly TaskWork[] {
  const work = (topic: string, handle: Handle): TaskWork => ({
    topic,
    variables: VARIABLES,
    handle: async (task) => {
      const payment = PaymentVariables.parse(task.variables);
      const attempt = { places: failsAt, here: topic, ...payment };
      if (isFailingJob(shop, attempt)) return failed(shop, payment, task);
      await takeTime(shop, WORKS_MS);
      return handle(payment, task);
    },
  });
  return [
    work(DEDUCT_CREDIT, (payment) => deductCredit(shop, bus, payment)),
    work(CHARGE_CARD, (payment) => Promise.resolve(chargeCard(shop, payment))),
    work(TELL_RECEIVED, (payment) => tellReceived(shop, bus, payment)),
  ];
}

async function deductCredit(shop: Shop, bus: Bus, payment: PaymentVariables): Promise<TaskOutcome> {
  const { orderId, amount } = payment;
  const credit = derivedShare("credit", orderId);
  const used = credit < PAID_BY_CREDIT ? amount : Math.floor(amount * credit * 0.5);
  await bus.send([toRecord(shop, payment, { type: "CustomerCreditUsed", data: { refId: orderId, amount: used } })]);
  return { outcome: "completed", variables: { leftToPay: amount - used } };
}

/** The first card of an order that is hit is refused. Nobody is told: Order waits until a person has cleared it up. */
function chargeCard(shop: Shop, { orderId, refusals }: PaymentVariables): TaskOutcome {
  if (refusals > 0 || !shop.knobs.isHit("payment-silent", orderId)) return { outcome: "completed", variables: {} };
  const why = `The bank refused the card of order ${orderId}: it has expired.`;
  return { outcome: "refused", errorCode: CARD_REFUSED, why, variables: { refusals: refusals + 1 } };
}

async function tellReceived(shop: Shop, bus: Bus, payment: PaymentVariables): Promise<TaskOutcome> {
  const { orderId, order, correlationId } = payment;
  const paymentId = derivedId("payment", orderId);
  const told = { type: "PaymentReceivedEvent", data: { refId: orderId, paymentId, order }, correlationId };
  await bus.send([toRecord(shop, payment, told)]);
  if (isHitHere(shop, "Payment", { defect: "double-completion", orderId })) {
    await takeTime(shop, LATE_MS);
    await bus.send([toRecord(shop, payment, { ...told, which: "told again" })]);
  }
  return { outcome: "completed", variables: { paymentId } };
}

type Told = {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly correlationId?: string;
  readonly which?: string;
};

function toRecord(shop: Shop, payment: PaymentVariables, { type, data, correlationId = "", which = "told" }: Told) {
  const id = derivedId(payment.correlationId, type, which);
  const isTorn = isHitHere(shop, "Payment", { defect: "torn-trace", orderId: payment.orderId });
  const message: RetailMessage = {
    type,
    id,
    source: "Payment",
    time: shop.clock(),
    data,
    traceid: isTorn ? derivedId(id, "made up") : payment.traceId,
    correlationid: correlationId === "" ? null : correlationId,
  };
  return toRetailRecord(message, DIALECT);
}

function failed(shop: Shop, { orderId, failedAttempts }: PaymentVariables, task: ExternalTask): TaskOutcome {
  const retries = Math.max(0, Math.min(task.retries ?? RETRIES, FAILURES) - 1);
  if (retries === 0) shop.tally.incidents += 1;
  const why = `The bank's gateway closed the connection while the card of order ${orderId} was charged.`;
  return { outcome: "failed", why, retries, variables: { failedAttempts: failedAttempts + 1 } };
}

async function takeTime(shop: Shop, { least, most }: typeof WORKS_MS): Promise<void> {
  await pause(least + shop.random() * (most - least), shop.signal);
  if (shop.signal.aborted) throw new Stopped("payment");
}
