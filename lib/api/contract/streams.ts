import { z } from "zod";
import { Count, Instant, pageOf } from "./values";

export const SourceHealth = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.string(),
  detail: z.string(),
  lagEvents: Count.nullable(),
  lagMs: Count.nullable(),
  lastEventAt: Instant.nullable(),
});
export const Health = z.object({
  status: z.enum(["ok", "degraded", "down"]),
  database: z.enum(["ok", "down"]),
  version: z.string(),
  sources: z.array(SourceHealth),
});
export type Health = z.infer<typeof Health>;

export const Stream = z.object({
  id: z.string(),
  source: z.string(),
  topic: z.string(),
  name: z.string(),
  nextPosition: z.number(),
  endPosition: z.number().nullable(),
  lagEvents: Count.nullable(),
  lagMs: Count.nullable(),
  records: Count,
  lastEventAt: Instant.nullable(),
  paused: z.boolean(),
  /** Why it is paused; empty when it is not. */
  detail: z.string(),
  gaps: z.array(z.object({ from: z.number(), to: z.number(), reason: z.string(), noticedAt: Instant })),
});
export type Stream = z.infer<typeof Stream>;
export const StreamList = pageOf(Stream);

export const ResumeAsked = z.strictObject({
  /** `keep`: where it stands · `earliest`, `latest`: where its topic begins or ends now. */
  from: z.enum(["keep", "earliest", "latest"]),
  reason: z.string().trim().max(1000).default(""),
});
export const StreamResumed = z.object({
  id: z.string(),
  source: z.string(),
  name: z.string(),
  nextPosition: z.number(),
});

/** What the workers measured of a source in their last ten seconds. */
export const Pace = z.object({
  source: z.string(),
  workers: Count,
  recordsPerSecond: z.number(),
  eventsPerSecond: z.number(),
  quarantinedPerSecond: z.number(),
  batchesPerSecond: z.number(),
  recordsPerBatch: z.number(),
  commitMsP50: z.number(),
  commitMsP95: z.number(),
});
export type Pace = z.infer<typeof Pace>;
export const PaceList = z.object({ items: z.array(Pace) });

export const QuarantinedRecord = z.object({
  id: z.string(),
  groupId: z.string(),
  source: z.string(),
  stream: z.string(),
  position: z.number(),
  reason: z.string(),
  state: z.enum(["open", "projected", "expired"]),
  recordedAt: Instant.nullable(),
  quarantinedAt: Instant,
  bytes: Count,
  /** False when only a part of its bytes was kept, or none: it cannot be decoded again from here. */
  isWhole: z.boolean(),
  /** The first bytes as text, safe to show; `valueBase64` holds them as they are. */
  preview: z.string(),
  valueBase64: z.string().nullable(),
});
export type QuarantinedRecord = z.infer<typeof QuarantinedRecord>;
export const QuarantineList = pageOf(QuarantinedRecord);

/** Records of one topic that could not be read for the same reason, but for ids and numbers in it. */
export const QuarantineGroup = z.object({
  id: z.string(),
  source: z.string(),
  topic: z.string(),
  reason: z.string(),
  records: Count,
  open: Count,
  projected: Count,
  expired: Count,
  keptBytes: Count,
  firstSeen: Instant,
  lastSeen: Instant,
  sample: z
    .object({ id: z.string(), stream: z.string(), position: z.number(), reason: z.string(), preview: z.string() })
    .nullable(),
});
export type QuarantineGroup = z.infer<typeof QuarantineGroup>;
export const QuarantineGroupList = pageOf(QuarantineGroup);

const AuditReason = z.string().trim().max(1000).default("");
export const RetryAsked = z.strictObject({ reason: AuditReason });
export const GroupRetryAsked = z.strictObject({
  reason: AuditReason,
  /** `nextCursor` of the call before, to go on with the rest of the group. */
  cursor: z.string().max(2000).nullable().default(null),
});
/** What became of the records that this call tried. */
export const GroupRetried = z.object({
  projected: Count,
  open: Count,
  results: z.array(
    z.object({
      id: z.string(),
      stream: z.string(),
      position: z.number(),
      state: QuarantinedRecord.shape.state,
      reason: z.string(),
    }),
  ),
  /** Send it with the next call; null when all records of the group were tried. */
  nextCursor: z.string().nullable(),
});
export type GroupRetried = z.infer<typeof GroupRetried>;

export const ImportStatus = z.object({
  id: z.string(),
  process: z.string(),
  format: z.string(),
  state: z.enum(["running", "done", "failed"]),
  events: Count,
  cases: Count,
  rejected: Count,
  error: z.string().nullable(),
  rejections: z.array(z.object({ line: z.number(), reason: z.string() })),
  startedAt: Instant,
  endedAt: Instant.nullable(),
});
export type ImportStatus = z.infer<typeof ImportStatus>;

export const ImportAccepted = z.object({ id: z.string() });

export const IntakeReply = z.object({
  accepted: Count,
  duplicates: Count,
  rejected: z.array(z.object({ index: Count, reason: z.string() })),
});
export type IntakeReply = z.infer<typeof IntakeReply>;
