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
  gaps: z.array(z.object({ from: z.number(), to: z.number(), reason: z.string(), noticedAt: Instant })),
});
export type Stream = z.infer<typeof Stream>;
export const StreamList = pageOf(Stream);

export const QuarantinedRecord = z.object({
  id: z.string(),
  source: z.string(),
  stream: z.string(),
  position: z.number(),
  reason: z.string(),
  state: z.enum(["open", "projected", "expired"]),
  recordedAt: Instant.nullable(),
  quarantinedAt: Instant,
  bytes: Count,
  /** The first bytes as text, safe to show; `valueBase64` holds them as they are. */
  preview: z.string(),
  valueBase64: z.string().nullable(),
});
export type QuarantinedRecord = z.infer<typeof QuarantinedRecord>;
export const QuarantineList = pageOf(QuarantinedRecord);

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
