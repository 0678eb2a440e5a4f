import { z } from "zod";

/** The local landscape's knob and switches, shown only where one runs. `share` is how often a defect strikes, 0 to 1. */
export const Landscape = z.object({
  name: z.string(),
  running: z.boolean(),
  ordersPerMinute: z.number().min(0),
  defects: z.array(z.object({ name: z.string(), label: z.string(), share: z.number().min(0).max(1) })),
});
export type Landscape = z.infer<typeof Landscape>;

export const LandscapeChange = z.strictObject({
  ordersPerMinute: z.number().min(0).max(6000).optional(),
  running: z.boolean().optional(),
  defects: z
    .array(z.strictObject({ name: z.string().max(64), share: z.number().min(0).max(1) }))
    .max(50)
    .optional(),
});
export type LandscapeChange = z.infer<typeof LandscapeChange>;
