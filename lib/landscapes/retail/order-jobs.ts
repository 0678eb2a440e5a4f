import { z } from "zod";
import type { Bus } from "./bus";
import { derivedId } from "./derived-id";
import type { Job, JobOutcome, JobWork } from "./engine";
import { type Dialect, toRetailRecord } from "./envelope";
import { isFailingJob } from "./failing-job";
import { ShopOrder, totalPrice } from "./goods";
import type { Shop } from "./shop";

const DIALECT: Dialect = { time: "iso", typeHeader: "plain" };

const OrderVariables = ShopOrder.extend({
  traceId: z.string().min(1),
  pickId: z.string().default(""),
  failedAttempts: z.int().default(0),
});
type OrderVariables = z.infer<typeof OrderVariables>;

export type Command = {
  readonly jobType: string;
  readonly type: string;
  /** The variable that the answer is waited for with. */
  readonly correlationVariable: string;
  readonly data: (order: OrderVariables) => Readonly<Record<string, unknown>>;
  /** Why it fails, when it is to fail. */
  readonly trouble: (order: OrderVariables) => string;
};

const RETAIL_COMMANDS: readonly Command[] = [
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

/** What an Order process has done by workers: its commands, and the event that tells that the order is completed. */
export type OrderWork = {
  readonly commands: readonly Command[];
  readonly completion: string;
  /** The steps at one of which an order fails; those of other services may be among them. */
  readonly failsAt: readonly string[];
};

export const RETAIL_ORDER_WORK: OrderWork = {
  commands: RETAIL_COMMANDS,
  completion: "complete-order",
  failsAt: RETAIL_COMMANDS.map(({ jobType }) => jobType),
};

export function orderJobs(shop: Shop, bus: Bus, { commands, completion, failsAt }: OrderWork): readonly JobWork[] {
  const commanding = commands.map((command) => ({
    jobType: command.jobType,
    variables: VARIABLES,
    handle: (job: Job) => sendCommand(shop, bus, { command, failsAt, job }),
  }));
  const announcing = { jobType: completion, variables: VARIABLES, handle: (job: Job) => announce(shop, bus, job) };
  return [...commanding, announcing];
}

type Commanding = { readonly command: Command; readonly failsAt: readonly string[]; readonly job: Job };

/** The ids come from the element instance: a job that is done twice sends the same command under the same ids. */
async function sendCommand(shop: Shop, bus: Bus, { command, failsAt, job }: Commanding): Promise<JobOutcome> {
  const order = OrderVariables.parse(job.variables);
  const attempt = { places: failsAt, here: command.jobType, ...order };
  if (isFailingJob(shop, attempt)) return failed(shop, command.trouble(order), job, order);
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

function failed(shop: Shop, why: string, job: Job, { failedAttempts }: OrderVariables): JobOutcome {
  const retries = Math.max(0, job.retries - 1);
  if (retries === 0) shop.tally.incidents += 1;
  return { outcome: "failed", why, retries, variables: { failedAttempts: failedAttempts + 1 } };
}
