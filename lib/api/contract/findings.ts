import { z } from "zod";
import { FINDING_KINDS } from "@/lib/domain/finding";
import { Count, Instant, PageQuery } from "./values";

export const FoundInCase = z.object({
  kind: z.enum(FINDING_KINDS),
  caseId: z.string(),
  caseLabel: z.string(),
  process: z.string(),
  /** What, in words, with the numbers that make it one. */
  detail: z.string(),
  /** The events that show it, in their own cases: of a payload's shape another case may hold the second one. */
  evidence: z.array(z.object({ eventId: z.string(), caseId: z.string(), title: z.string() })),
  firstSeenAt: Instant,
});
export type FoundInCase = z.infer<typeof FoundInCase>;

export const FindingList = z.object({
  items: z.array(FoundInCase),
  nextCursor: z.string().nullable(),
  /** How many there are of every kind, whatever kind was asked for. */
  counts: z.array(z.object({ kind: z.enum(FINDING_KINDS), count: Count })),
});
export type FindingList = z.infer<typeof FindingList>;

export const FindingQuery = z.object({
  ...PageQuery.shape,
  kind: z.enum(FINDING_KINDS).optional(),
  process: z.string().max(256).optional(),
  /** Only those of this case: an id that it ever had, or `name:value` of a key. */
  case: z.string().max(600).optional(),
});
