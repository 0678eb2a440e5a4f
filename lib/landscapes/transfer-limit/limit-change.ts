import { z } from "zod";
import type { Bus } from "../retail/bus";
import type { Placing } from "../retail/checkout";
import { derivedId } from "../retail/derived-id";
import { type Dialect, toRetailRecord } from "../retail/envelope";
import { composeOrderId } from "../retail/goods";
import type { Shop } from "../retail/shop";

/** What a customer asks for, as it stands on the topic and in the engine's variables. */
export const LimitChange = z.object({
  requestId: z.string().min(1),
  customerId: z.string(),
  newLimit: z.number(),
  temporary: z.boolean(),
});
export type LimitChange = z.infer<typeof LimitChange>;

const DIALECT: Dialect = { time: "iso", typeHeader: "plain" };
const LIMITS = [2_000, 3_500, 5_000, 10_000, 25_000];
const CUSTOMERS = 900;

/** A customer who wants to transfer more than today's limit allows. */
export function composeLimitChange(shop: Shop): Placing {
  const requestId = composeOrderId(shop.random).replace(/^R-/, "L-");
  const change = {
    requestId,
    customerId: `C-${100 + Math.floor(shop.random() * CUSTOMERS)}`,
    newLimit: LIMITS[Math.floor(shop.random() * LIMITS.length)] ?? 0,
    temporary: shop.knobs.isHit("limit-temporary", requestId),
  };
  const record = toLimitRecord(shop, { source: "Frontend", type: "LimitChangeRequested", change });
  return { placed: { orderId: requestId, traceId: traceOf(change) }, record };
}

/** Ids come from the request: a service that does its work again after a crash says the same under the same id. */
export async function tellOfLimit(shop: Shop, bus: Bus, told: Told): Promise<void> {
  await bus.send([toLimitRecord(shop, told)]);
}

type Told = { readonly source: string; readonly type: string; readonly change: LimitChange };

const traceOf = ({ requestId }: LimitChange) => derivedId("limit trace", requestId);

function toLimitRecord(shop: Shop, { source, type, change }: Told) {
  const message = {
    type,
    id: derivedId(shop.name, change.requestId, type),
    source,
    time: shop.clock(),
    data: change,
    traceid: traceOf(change),
    correlationid: null,
  };
  return toRetailRecord(message, DIALECT);
}
