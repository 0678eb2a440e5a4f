import { z } from "zod";
import { TimeBound } from "./filter";
import { Count, Instant, PageQuery, pageOf } from "./values";

export const AuditEntry = z.object({
  id: Count,
  at: Instant,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  reason: z.string(),
  /** Empty where an act was only begun; what came of it is an entry of its own. */
  outcome: z.string(),
  detail: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
export const AuditList = pageOf(AuditEntry);

const AuditFilter = z.object({
  id: z.coerce.number().int().min(1).optional(),
  actor: z.string().max(256).optional(),
  action: z.string().max(128).optional(),
  subject: z.string().max(600).optional(),
  /** Anywhere in an entry. */
  q: z.string().trim().max(200).optional(),
  from: TimeBound.optional(),
  to: TimeBound.optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
export const AuditQuery = AuditFilter.extend(PageQuery.shape);
export const AuditExportQuery = AuditFilter.extend({ format: z.enum(["csv", "jsonl"]).default("jsonl") });

export const AuditVerification = z.object({
  isWhole: z.boolean(),
  /** So many from the first on fit. */
  entries: Count,
  brokenAt: Count.nullable(),
  why: z.string(),
  /** The last entry that fits: kept elsewhere, it tells later whether the end was cut off. */
  lastId: Count,
  lastHash: z.string(),
  checkedAt: Instant,
});
export type AuditVerification = z.infer<typeof AuditVerification>;
