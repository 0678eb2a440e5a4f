import { z } from "zod";

const Knob = z.union([z.number(), z.boolean()]);

/** The local landscape's load and defects, shown only where one runs. Defects come with their words. */
export const Landscape = z.object({
  landscape: z.string(),
  startedAt: z.string(),
  ordersPerMinute: z.number().min(0),
  defects: z.array(
    z.object({
      name: z.string(),
      /** `share`: of the orders, 0 to 1 · `switch`: on or off · `milliseconds`: how wrong a clock is. */
      kind: z.enum(["share", "switch", "milliseconds"]),
      title: z.string(),
      sentence: z.string(),
      value: Knob,
      initial: Knob,
    }),
  ),
  counts: z.object({
    ordersPlaced: z.int(),
    ordersCompleted: z.int(),
    incidents: z.int(),
    recordsSent: z.int(),
  }),
});
export type Landscape = z.infer<typeof Landscape>;

/** What is left out stays as it is. */
export const LandscapeChange = z.strictObject({
  ordersPerMinute: z.number().min(0).max(6_000).optional(),
  defects: z.record(z.string().max(64), Knob).optional(),
});
export type LandscapeChange = z.infer<typeof LandscapeChange>;

/** Orders placed now, each with just the defects that are named; without a list, chance decides. */
export const OrdersAsked = z.strictObject({
  count: z.int().min(1).max(1_000).default(1),
  defects: z.array(z.string().max(64)).max(20).optional(),
});
export const OrdersPlaced = z.object({ orders: z.array(z.object({ orderId: z.string(), traceId: z.string() })) });
