import { z } from "zod";
import { OperationAction } from "../../domain/operation-action";
import { Role } from "../../domain/role";
import { Filter } from "./filter";
import { Count, Instant, pageOf } from "./values";

/**
 * Incidents that an operation is meant for: open ones, and only such filters as they have. Strict, for a mistyped filter
 * would make the operation larger than it was meant.
 */
const TargetFilter = z.strictObject({
  ...Filter.omit({ state: true, incident: true }).partial().shape,
  fingerprint: z.string().max(64).optional(),
});

export const OperationRequest = z.strictObject({
  action: OperationAction,
  target: z.union([
    z.strictObject({ ids: z.array(z.string().min(1).max(256)).min(1).max(10_000) }),
    z.strictObject({ filter: TargetFilter }),
  ]),
  parameters: z.record(z.string().max(64), z.unknown()).default({}),
  dryRun: z.boolean().default(false),
  reason: z.string().trim().max(1000).default(""),
});
export type OperationRequest = z.infer<typeof OperationRequest>;

export const OperationAccepted = z.object({ id: z.string(), matched: Count });
export type OperationAccepted = z.infer<typeof OperationAccepted>;

/** What would happen, and to what. */
export const OperationPreview = z.object({
  action: OperationAction,
  matched: Count,
  effect: z.string(),
  sample: z.array(z.object({ id: z.string(), label: z.string(), caseId: z.string().nullable() })),
  impossible: z.array(z.object({ id: z.string(), why: z.string() })),
});
export type OperationPreview = z.infer<typeof OperationPreview>;

export const Operation = z.object({
  id: z.string(),
  action: OperationAction,
  state: z.enum(["requested", "running", "done", "failed", "canceled"]),
  actor: z.string(),
  reason: z.string(),
  requestedAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  total: Count,
  succeeded: Count,
  failed: Count,
  skipped: Count,
});
export type Operation = z.infer<typeof Operation>;
export const OperationList = pageOf(Operation);

export const OperationItem = z.object({
  ordinal: Count,
  targetId: z.string(),
  caseId: z.string().nullable(),
  state: z.enum(["pending", "running", "succeeded", "failed", "skipped", "unknown"]),
  result: z.string(),
  attempts: Count,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export type OperationItem = z.infer<typeof OperationItem>;
export const OperationItemList = pageOf(OperationItem);

export const Session = z.object({
  name: z.string(),
  role: Role,
  signedInAt: Instant.nullable(),
  environment: z.string(),
  landscape: z.enum(["live", "recorded", "none"]),
});
export type Session = z.infer<typeof Session>;
