import { z } from "zod";
import { OperationAction } from "../../domain/operation-action";
import { OperationControl, OperationState } from "../../domain/operation-state";
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

/** How an operation over many targets goes on. Without any of it: at once, all of them, 50 a second. */
export const OperationExecution = z.strictObject({
  /** So many first; then it waits until somebody has looked and lets the rest go on. */
  canary: z.int().min(1).max(10_000).nullable().default(null),
  /** Over all processes that carry operations out. */
  itemsPerSecond: z.number().min(0.1).max(5_000).default(50),
  /** Pauses by itself when of 20 finished ones or more, or of the canary, at least this share has failed. */
  stopAtFailureShare: z.number().min(0.01).max(1).nullable().default(null),
  startAt: z.iso.datetime({ offset: true }).nullable().default(null),
  /** Time to think better of it: canceled before, nothing was asked. */
  delaySeconds: z.int().min(0).max(300).default(0),
});
export type OperationExecution = z.infer<typeof OperationExecution>;

export const OperationRequest = z.strictObject({
  action: OperationAction,
  target: z.union([
    z.strictObject({ ids: z.array(z.string().min(1).max(256)).min(1).max(10_000) }),
    z.strictObject({ filter: TargetFilter }),
  ]),
  parameters: z.record(z.string().max(64), z.unknown()).default({}),
  dryRun: z.boolean().default(false),
  reason: z.string().trim().max(1000).default(""),
  execution: OperationExecution.prefault({}),
  /** How many were shown; when they are more or fewer by now, nothing is asked (409). */
  expected: z.int().min(0).optional(),
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
  /** Targets whose case has gone on since they stopped: what is done to them may be done twice. */
  movedOn: z.array(z.object({ id: z.string(), caseId: z.string(), why: z.string() })).default([]),
  /** Consumer groups that will see what is written, of the topics that it is written to. */
  consumers: z.array(z.object({ topic: z.string(), group: z.string(), members: Count.nullable() })).default([]),
});
export type OperationPreview = z.infer<typeof OperationPreview>;

/** What can be asked of each connected system; `whyNot` null: it can. A source that is not named has none connected. */
export const OperationOffers = z.object({
  sources: z.array(
    z.object({
      source: z.string(),
      kind: z.enum(["camunda8", "camunda7", "kafka"]),
      actions: z.array(z.object({ action: OperationAction, whyNot: z.string().nullable() })),
    }),
  ),
});
export type OperationOffers = z.infer<typeof OperationOffers>;

export const Operation = z.object({
  id: z.string(),
  action: OperationAction,
  state: OperationState,
  /** Why it waits or was stopped, in words; "" when there is nothing to say. */
  stateReason: z.string(),
  actor: z.string(),
  reason: z.string(),
  requestedAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  total: Count,
  succeeded: Count,
  failed: Count,
  skipped: Count,
  /** Of those that failed, the ones of which nobody knows whether they were done. */
  unknown: Count,
  waiting: Count,
  running: Count,
  canary: Count.nullable(),
  itemsPerSecond: z.number(),
  stopAtFailureShare: z.number().nullable(),
  startAt: Instant.nullable(),
  /** Items that ended in the last ten seconds, a second. */
  pace: z.number(),
});
export type Operation = z.infer<typeof Operation>;
export const OperationList = pageOf(Operation);

export const OperationControlAsked = z.strictObject({
  action: OperationControl,
  reason: z.string().trim().max(1000).default(""),
});

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
