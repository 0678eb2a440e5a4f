import { z } from "zod";
import type { Bus } from "./bus";
import { derivedId, derivedShare } from "./derived-id";
import type { Job, JobOutcome, JobWork } from "./engine";
import { type Dialect, toRetailRecord } from "./envelope";
import { ShopOrder, totalPrice } from "./goods";
import type { Shop } from "./shop";

const DIALECT: Dialect = { time: "iso", typeHeader: "plain" };
/** As many as order.bpmn gives each job: then the retries are used up and the cause is mended. */
const FAILURES = 3;

const OrderVariables = ShopOrder.extend({
  traceId: z.string().min(1),
  pickId: z.string().default(""),
  /** Kept by the engine at the element, so that neither our restart nor an operator's number of retries matters. */
  failedAttempts: z.int().default(0),
});
type OrderVariables = z.infer<typeof OrderVariables>;

type Command = {
  readonly jobType: string;
  readonly type: string;
  /** The variable that the answer is waited for with. */
  readonly correlationVariable: string;
  readonly data: (order: OrderVariables) => Readonly<Record<string, unknown>>;
  /** Why it fails, when it is to fail. */
  readonly trouble: (order: OrderVariables) => string;
};

const COMMANDS: readonly Command[] = [
  {
    jobType: "retrieve-payment",
    type: "RetrievePaymentCommand",
    correlationVariable: "correlationIdPayment",
    data: ({ orderId, items }) => ({ refId: orderId, reason: "order", amount: totalPrice(items) }),
    trouble: ({ orderId, items }) =>
      `The price service did not answer within 5000 ms: no price for "${items[0]?.articleId}" of order ${orderId}.`,
  },
  {
    jobType: "fetch-goods",
    type: "FetchGoodsCommand",
    correlationVariable: "correlationIdGoods",
    data: ({ orderId, items }) => ({ refId: orderId, reason: "order", items }),
    trouble: ({ orderId }) =>
      `The pick list of order ${orderId} was refused: the warehouse is locked by a stocktaking.`,
  },
  {
    jobType: "ship-goods",
    type: "ShipGoodsCommand",
    correlationVariable: "correlationIdShipping",
    data: ({ orderId, pickId, customer }) => ({
      refId: orderId,
      pickId,
      logisticsProvider: "DHL",
      recipientName: customer.name,
      recipientAddress: customer.address,
    }),
    trouble: ({ orderId }) => `The carrier's label service answered 503 Service Unavailable for order ${orderId}.`,
  },
];

const VARIABLES = ["traceId", "orderId", "customer", "items", "pickId", "failedAttempts"] as const;

/** What Order's process has done by workers: its three commands, and the event that tells that the order is completed. */
export function orderJobs(shop: Shop, bus: Bus): readonly JobWork[] {
  const commands = COMMANDS.map((command) => ({
    jobType: command.jobType,
    variables: VARIABLES,
    handle: (job: Job) => sendCommand(shop, bus, command, job),
  }));
  const completion = {
    jobType: "complete-order",
    variables: VARIABLES,
    handle: (job: Job) => announce(shop, bus, job),
  };
  return [...commands, completion];
}

/** The ids come from the element instance: a job that is done twice sends the same command under the same ids. */
async function sendCommand(shop: Shop, bus: Bus, command: Command, job: Job): Promise<JobOutcome> {
  const order = OrderVariables.parse(job.variables);
  if (isFailing(shop, command, order)) return failed(shop, command.trouble(order), job, order);
  const correlationid = derivedId(order.traceId, job.elementInstanceKey, command.correlationVariable);
  const message = {
    type: command.type,
    id: derivedId(order.traceId, job.elementInstanceKey, command.type),
    source: "Order",
    time: shop.clock(),
    data: command.data(order),
    traceid: order.traceId,
    correlationid,
  };
  await bus.send([toRetailRecord(message, DIALECT)]);
  return { outcome: "completed", variables: { [command.correlationVariable]: correlationid } };
}

async function announce(shop: Shop, bus: Bus, job: Job): Promise<JobOutcome> {
  const { orderId, traceId } = OrderVariables.parse(job.variables);
  const message = {
    type: "OrderCompletedEvent",
    id: derivedId(traceId, job.elementInstanceKey, "OrderCompletedEvent"),
    source: "Order",
    time: shop.clock(),
    data: { orderId },
    traceid: traceId,
    correlationid: null,
  };
  await bus.send([toRetailRecord(message, DIALECT)]);
  shop.tally.ordersCompleted += 1;
  return { outcome: "completed", variables: {} };
}

/** Whoever began to fail goes on failing, also when the knob is turned down meanwhile. */
function isFailing(shop: Shop, command: Command, { orderId, failedAttempts }: OrderVariables): boolean {
  if (failedAttempts > 0) return failedAttempts < FAILURES;
  const where = COMMANDS[Math.floor(derivedShare("where", "failing-job", orderId) * COMMANDS.length)];
  return where === command && shop.knobs.isHit("failing-job", orderId);
}

function failed(shop: Shop, why: string, job: Job, { failedAttempts }: OrderVariables): JobOutcome {
  const retries = Math.max(0, job.retries - 1);
  if (retries === 0) shop.tally.incidents += 1;
  return { outcome: "failed", why, retries, variables: { failedAttempts: failedAttempts + 1 } };
}
