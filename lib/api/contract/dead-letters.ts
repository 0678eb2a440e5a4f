import { z } from "zod";
import { FoundRecord } from "./topics";
import { Count, Instant, PageQuery, pageOf } from "./values";

const name = z.string().min(1).max(256);
/** `<source>/<topic>/<partition>/<offset>` of the dead-lettered record. */
const Id = z.string().min(1).max(400);

export const DeadLetterState = z.enum(["open", "replayed", "archived"]);

export const DeadLetterQuery = z.object({
  ...PageQuery.shape,
  state: z.enum([...DeadLetterState.options, "all"]).default("open"),
  source: name.optional(),
  /** The dead letter topic, or that of the original. */
  topic: name.optional(),
  /** An id of a case, or `name:value` of one of its keys. */
  case: z.string().min(1).max(600).optional(),
  /** The class of the exception, or the end of it: `TimeoutException`. */
  exception: name.optional(),
});
export type DeadLetterQuery = z.infer<typeof DeadLetterQuery>;
export const DeadLetterIdQuery = z.object({ id: Id });

export const DeadLetter = z.object({
  id: z.string(),
  source: z.string(),
  topic: z.string(),
  partition: Count,
  offset: Count,
  recordedAt: Instant,
  /** Null when nothing says where it comes from. */
  originalTopic: z.string().nullable(),
  originalPartition: Count.nullable(),
  originalOffset: Count.nullable(),
  originalAt: Instant.nullable(),
  /** Whose headers tell it; `name`: only the name of its topic does. */
  dialect: z.enum(["spring", "connect", "streams", "smallrye", "name"]),
  /** Who gave up. */
  consumer: z.string().nullable(),
  exception: z.string().nullable(),
  message: z.string().nullable(),
  eventType: z.string().nullable(),
  /** Why its payload could not be read; null when it could. */
  undecodable: z.string().nullable(),
  bytes: Count,
  /** `replayed`: its replay came back from the log. */
  state: DeadLetterState,
  theCase: z.object({ id: z.string(), label: z.string() }).nullable(),
  /** Its case has an event that is later than this record. */
  hasMovedOn: z.boolean(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;
export const DeadLetterList = pageOf(DeadLetter);

const Text = z.object({ text: z.string().nullable(), isMasked: z.boolean() });
export const DeadLetterDetail = z.object({
  ...DeadLetter.shape,
  stackTrace: z.string().nullable(),
  headerNames: z.array(z.string()),
  /** Null when neither Kafka nor the event log has it (whole) any more. */
  record: FoundRecord.nullable(),
  archived: z.object({ at: Instant, by: z.string(), because: z.string() }).nullable(),
  /** Records that were written as its replay, the newest first; `seenAt`: when it came back from the log. */
  replays: z.array(
    z.object({
      topic: z.string(),
      partition: Count,
      offset: Count,
      seenAt: Instant.nullable(),
      writtenAt: Instant.nullable(),
      operationId: z.string().nullable(),
      /** What was edited; null for the same bytes. */
      edited: z.object({ before: Text, after: Text }).nullable(),
    }),
  ),
});
export type DeadLetterDetail = z.infer<typeof DeadLetterDetail>;

export const ArchiveAsked = z.strictObject({
  ids: z.array(Id).min(1).max(1_000),
  reason: z.string().trim().min(1).max(1_000),
  /** Brings archived ones back. */
  restore: z.boolean().default(false),
});
export const Archived = z.object({ changed: Count });
