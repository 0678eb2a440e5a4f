import { z } from "zod";

const several = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .pipe(z.array(z.string().min(1).max(600)).max(20));

/** Text in a query, a boolean in a body. */
const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);

/** RFC 3339 instant, or relative to now: `now`, `now-15m`, `now-24h`, `now-7d`. */
export const TimeBound = z
  .string()
  .regex(/^(now(-\d{1,6}[smhdw])?|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?)$/, {
    error: "use an RFC 3339 instant, or now, now-15m, now-24h, now-7d",
  })
  .meta({ description: "RFC 3339 instant, or now-15m, now-24h, now-7d" });

/** The filters that every analytic and list call takes alike (API.md). `from` ≤ event time < `to`. */
export const Filter = z.object({
  from: TimeBound.optional(),
  to: TimeBound.optional(),
  source: z.string().max(128).optional(),
  process: z.string().max(256).optional(),
  version: z.coerce.number().int().min(1).optional(),
  state: z.enum(["active", "ended", "canceled"]).optional(),
  activity: several.optional(),
  key: several.optional(),
  /** Cases with a token in this element now, or that ever entered it; used with `process`. */
  element: z.string().max(256).optional(),
  stuck: flag.optional(),
  incident: flag.optional(),
  variant: z.string().max(64).optional(),
  minDuration: z.coerce.number().min(0).optional(),
  maxDuration: z.coerce.number().min(0).optional(),
});
export type Filter = z.infer<typeof Filter>;

/** `at`: as it stood then. Filters by state, incident or stuck mean the cases as they are now. */
export const InstantFilter = Filter.extend({ at: TimeBound.optional() });
export type InstantFilter = z.infer<typeof InstantFilter>;
