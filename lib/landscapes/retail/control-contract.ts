import { z } from "zod";
import { DefectChange, DefectKind, ORDER_DEFECTS } from "./defects";
import { RetailLandscapeName } from "./landscape-name";

/** Well beyond what one machine digests; it keeps a typing mistake from filling a disk. */
const MAX_ORDERS_PER_MINUTE = 6_000;
const MAX_ORDERS_AT_ONCE = 1_000;

export const OrdersPerMinute = z.number().min(0).max(MAX_ORDERS_PER_MINUTE);

/** Reply of `GET /` and `PATCH /`. The defects come with their words, so that a page shows them without knowing them. */
export const LandscapeState = z.object({
  landscape: RetailLandscapeName,
  startedAt: z.iso.datetime(),
  ordersPerMinute: OrdersPerMinute,
  defects: z.array(
    z.object({
      name: z.string(),
      kind: DefectKind,
      title: z.string(),
      sentence: z.string(),
      value: z.union([z.number(), z.boolean()]),
      initial: z.union([z.number(), z.boolean()]),
    }),
  ),
  /** Since `startedAt`. */
  counts: z.object({
    ordersPlaced: z.int(),
    ordersCompleted: z.int(),
    /** Jobs that Order failed with no retries left. */
    incidents: z.int(),
    /** Records that the services wrote to the topic, doubled and poisoned ones too. */
    recordsSent: z.int(),
  }),
});
export type LandscapeState = z.infer<typeof LandscapeState>;

/** Body of `PATCH /`: what is left out stays as it is. */
export const LandscapeChange = z.strictObject({
  ordersPerMinute: OrdersPerMinute.optional(),
  defects: DefectChange.optional(),
});
export type LandscapeChange = z.infer<typeof LandscapeChange>;

/** Body of `POST /orders`: so many in each shop that runs. The orders have just the defects that are named; without a list, chance decides. */
export const PlaceOrders = z.strictObject({
  count: z.int().min(1).max(MAX_ORDERS_AT_ONCE).default(1),
  defects: z.array(z.enum(ORDER_DEFECTS)).optional(),
});
export type PlaceOrders = z.infer<typeof PlaceOrders>;

export const PlacedOrder = z.object({ orderId: z.string(), traceId: z.string() });
export type PlacedOrder = z.infer<typeof PlacedOrder>;

/** Reply of `POST /orders`, given once the broker has them all. */
export const PlacedOrders = z.object({ orders: z.array(PlacedOrder) });
