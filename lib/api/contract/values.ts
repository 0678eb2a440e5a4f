import { z } from "zod";

/** RFC 3339 with milliseconds and `Z`. */
export const Instant = z.iso.datetime({ precision: 3 }).meta({ description: "RFC 3339 instant, UTC, milliseconds" });
export const Count = z.int().min(0);
export const DurationMs = z.number().meta({ description: "milliseconds" });
export const NullableDurationMs = DurationMs.nullable();

/** RFC 9457 problem details. `errors[].pointer` is a JSON pointer to the bad field. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string().optional(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** A list and where it goes on; `nextCursor` is opaque, null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const PageQuery = z.object({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
