import { z } from "zod";
import { Count, DurationMs, Instant, NullableDurationMs } from "./values";

/** Why a case is held to be stuck: nothing failed, it only waits longer than its history explains. */
export const StuckFacts = z.object({
  /** The last event: it has waited from then on. */
  since: Instant,
  /** What usually comes next, from whom, and in which share of the cases. */
  expected: z.array(z.object({ activity: z.string(), producer: z.string(), share: z.number().min(0).max(1) })),
  thresholdMs: DurationMs,
  /** Cases that went on from here, in the last 90 days. */
  n: Count,
  /** "waits 3.2 d after Payment received; 99% continue within 5.1 h (n = 4,210)" */
  text: z.string(),
});
export type StuckFacts = z.infer<typeof StuckFacts>;

export const StuckCase = StuckFacts.extend({
  caseId: z.string(),
  caseLabel: z.string(),
  process: z.string(),
  activity: z.string(),
  producer: z.string(),
  waitedMs: DurationMs,
  /** How often the threshold fits into the wait: the list is sorted by it. */
  times: z.number(),
});
export type StuckCase = z.infer<typeof StuckCase>;

/** A place whose cases are not judged one by one. `silent`: so many wait that the place itself is the alarm. */
export const WaitPlace = z.object({
  process: z.string(),
  activity: z.string(),
  producer: z.string(),
  standing: z.enum(["silent", "thin", "unbounded"]),
  followed: Count,
  ended: Count,
  waiting: Count,
  thresholdMs: NullableDurationMs,
  text: z.string(),
});
export type WaitPlace = z.infer<typeof WaitPlace>;

export const StuckReport = z.object({
  count: Count,
  /** The most overdue in proportion to their threshold, up to `limit`. */
  items: z.array(StuckCase),
  places: z.array(WaitPlace),
  /** Processes whose cases are not judged at the moment, and why. */
  paused: z.array(z.object({ process: z.string(), detail: z.string() })),
});
export type StuckReport = z.infer<typeof StuckReport>;

export const StuckQuery = z.object({
  process: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
