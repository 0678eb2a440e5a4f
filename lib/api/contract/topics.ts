import { z } from "zod";
import { TimeBound } from "./filter";
import { Count, Instant, NullableDurationMs } from "./values";

/** How far somebody is behind a topic: records that were not committed, and since when the oldest of them waits. */
const Lag = { lagRecords: Count, lagMs: NullableDurationMs };

export const TopicSummary = z.object({
  source: z.string(),
  topic: z.string(),
  partitions: Count,
  /** Records that the topic holds now; null where no cluster was observed (files, feeds). */
  records: Count.nullable(),
  recordsPerSecond: z.number().nullable(),
  /** Records written in each minute of the last hour, oldest first; minutes that nobody observed are left out. */
  trend: z.array(z.number()),
  /** We ourselves; null where we do not read it. */
  ours: z.object({ lagRecords: Count.nullable(), lagMs: NullableDurationMs }).nullable(),
  groups: Count,
  slowest: z.object({ group: z.string(), ...Lag }).nullable(),
  lastEventAt: Instant.nullable(),
  observedAt: Instant.nullable(),
  /** Whether its records can be read where they lie: tail and search. */
  isLive: z.boolean(),
});
export type TopicSummary = z.infer<typeof TopicSummary>;
export const TopicList = z.object({ items: z.array(TopicSummary), isCut: z.boolean() });

export const GroupState = z.enum(["stable", "rebalancing", "empty", "untold"]);
export const GroupSummary = z.object({
  source: z.string(),
  group: z.string(),
  state: GroupState,
  /** Null where Kafka does not tell: groups of the newer protocol (KIP-848). */
  members: Count.nullable(),
  topics: z.array(z.string()),
  ...Lag,
  oldestUnreadAt: Instant.nullable(),
  /** Records that it lagged at each minute of the last hour, oldest first. */
  trend: z.array(z.number()),
  observedAt: Instant,
});
export type GroupSummary = z.infer<typeof GroupSummary>;
export const GroupList = z.object({ items: z.array(GroupSummary), isCut: z.boolean() });

export const TopicDetail = TopicSummary.extend({
  parts: z.array(
    z.object({
      partition: z.int(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      recordsPerSecond: z.number().nullable(),
      nextPosition: z.number().nullable(),
      lagRecords: Count.nullable(),
    }),
  ),
  /** What happens on it, over all time, the most frequent first. */
  activities: z.array(z.object({ activity: z.string(), producer: z.string(), occurrences: Count })),
  processes: z.array(z.object({ process: z.string(), occurrences: Count })),
  consumers: z.array(GroupSummary),
});
export type TopicDetail = z.infer<typeof TopicDetail>;

export const GroupDetail = GroupSummary.extend({
  parts: z.array(
    z.object({
      topic: z.string(),
      partition: z.int(),
      committed: z.number(),
      end: z.number(),
      ...Lag,
      oldestUnreadAt: Instant.nullable(),
      member: z.string().nullable(),
    }),
  ),
  memberList: z.array(
    z.object({ id: z.string(), clientId: z.string(), host: z.string(), streams: z.array(z.string()) }),
  ),
});
export type GroupDetail = z.infer<typeof GroupDetail>;

/** Whom it hits that a consumer does not come on. */
export const BlastRadius = z.object({
  source: z.string(),
  group: z.string(),
  /** Producers whose names say that they are this consumer; without one it is not known what it does with what it reads. */
  actsAs: z.array(z.string()),
  cases: Count,
  /** True when there are more waiting events than were looked at. */
  isCut: z.boolean(),
  oldestAt: Instant.nullable(),
  waiting: z.array(
    z.object({
      activity: z.string(),
      producer: z.string(),
      topic: z.string(),
      cases: Count,
      oldestAt: Instant,
      samples: z.array(z.object({ id: z.string(), label: z.string() })),
    }),
  ),
  starving: z.array(
    z.object({
      activity: z.string(),
      producer: z.string(),
      after: z.string(),
      isDoneByIt: z.boolean(),
      /** Cases that are expected to come here, by the shares of those before them. */
      cases: z.number(),
      /** When the first of them is usually here. */
      dueAt: Instant,
    }),
  ),
});
export type BlastRadius = z.infer<typeof BlastRadius>;

/** Types of jobs, or topics of external tasks, that tokens of an engine wait for. */
export const JobWorkerList = z.object({
  items: z.array(
    z.object({
      source: z.string(),
      jobType: z.string(),
      elements: z.array(z.object({ process: z.string(), name: z.string() })),
      /** Tokens that wait for a worker, and those that stopped with an incident and wait for a person. */
      waiting: Count,
      stopped: Count,
      oldestAt: Instant,
      /** Begin of the last hour in which one was done. */
      lastDoneHour: Instant.nullable(),
      /** None was done since the oldest began to wait. */
      isSilent: z.boolean(),
    }),
  ),
  /** True when more definitions have waiting tokens than were looked at. */
  isCut: z.boolean(),
});
export type JobWorkerList = z.infer<typeof JobWorkerList>;

const name = z.string().min(1).max(512);
export const JobWorkerQuery = z.object({ source: name, jobType: name });
export const TopicListQuery = z.object({ source: name.optional() });
export const TopicQuery = z.object({ source: name, topic: name });
export const GroupListQuery = z.object({ source: name.optional(), topic: name.optional() });
export const GroupQuery = z.object({ source: name, group: name });

const text = z.string().min(1).max(300).optional();
const RecordFilter = {
  /** Contained in the record's key, in upper or lower case. */
  key: text,
  /** `name`, or `name:text` that the header's value contains. */
  header: text,
  /** Contained in the value as text, as far as the caller may see it. */
  value: text,
};
const topics = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (Array.isArray(given) ? given : [given]))
  .pipe(z.array(name).min(1).max(20));
export const TailQuery = z.object({ source: name, topic: name, ...RecordFilter });
export const RecordSearchQuery = z.object({
  /** `kafka`: where the records lie, all that the topics hold · `projected`: what is stored here, found by index. */
  in: z.enum(["kafka", "projected"]).default("projected"),
  source: name.optional(),
  topic: topics.optional(),
  from: TimeBound.optional(),
  to: TimeBound.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  ...RecordFilter,
});
export type RecordSearchQuery = z.infer<typeof RecordSearchQuery>;

export const FoundRecord = z.object({
  kind: z.literal("record"),
  source: z.string(),
  topic: z.string(),
  partition: z.int(),
  position: z.number(),
  recordedAt: Instant,
  key: z.string().nullable(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  value: z.string().nullable(),
  encoding: z.enum(["utf-8", "base64"]),
  /** Of the whole value; what is shown may be cut. */
  bytes: Count,
  isCut: z.boolean(),
  isMasked: z.boolean(),
  /** The case that its keys lead to, when it is projected. */
  theCase: z.object({ id: z.string(), label: z.string() }).nullable(),
});
export type FoundRecord = z.infer<typeof FoundRecord>;

/** One line of an answer that comes in parts. */
export const RecordLine = z.discriminatedUnion("kind", [
  FoundRecord,
  z.object({ kind: z.literal("progress"), scanned: Count, total: Count, found: Count }),
  z.object({ kind: z.literal("skipped"), records: Count }),
  z.object({ kind: z.literal("alive") }),
  z.object({ kind: z.literal("end"), scanned: Count, found: Count, why: z.string() }),
  z.object({ kind: z.literal("problem"), detail: z.string() }),
]);
export type RecordLine = z.infer<typeof RecordLine>;
