import { type LogPlace, toPlaceText } from "@/lib/domain/dead-letter";
import { Failure } from "@/lib/domain/failure";
import type { OperationAction } from "@/lib/domain/operation-action";
import type { SourceRecord } from "@/lib/domain/source-record";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import { explainKafka } from "@/lib/sources/kafka/explain-kafka";
import type { EngineAnswer, RecordLog } from "../engine";
import { findMarked, isMarked } from "./find-marked";
import { type KafkaCluster, openKafkaCluster } from "./kafka-cluster";
import { type OutgoingRecord, toPublished, toReplayed } from "./outgoing-record";
import type { RecordRequest, ReplayRequest } from "./record-request";
import { createRecordWriter, NotConnected, type RecordWriter } from "./record-writer";

const OFFERS: readonly OperationAction[] = ["replay-record", "publish-record"];
const READ_BYTES_MAX = 8 * 1024 * 1024;
const READ_WITHIN_MS = 500;
/**
 * Whoever asks takes a cluster that is silent for half a minute for dead, and asks again: what was not begun to be written
 * within ten seconds is not written, so that no late record comes behind the back of the next attempt.
 */
const BEGIN_WITHIN_MS = 10_000;
const LOOK_BEFORE_MS = 8_000;
const LOOK_AFTER_MS = 5_000;

type Parts = {
  readonly configuration: KafkaSourceConfiguration;
  readonly cluster: KafkaCluster;
  readonly writer: RecordWriter;
};

/**
 * A Kafka cluster as what records are written to, where the configuration allows it. Nothing is said to be done before the
 * record was read back: an acknowledged record may be lost with a broker.
 */
export function openKafkaLog(configuration: KafkaSourceConfiguration): RecordLog {
  const cluster = openKafkaCluster(configuration, "operations");
  const writer = createRecordWriter(configuration);
  const { id, writes } = configuration;
  return {
    name: id,
    kind: "kafka",
    offers: new Set(writes ? OFFERS : []),
    whyNot: (action) => {
      if (writes || !OFFERS.includes(action)) return null;
      return `the source "${id}" is read only: its configuration does not allow writing (writes: true)`;
    },
    perform: (request) => perform({ configuration, cluster, writer }, request),
    close: async () => {
      await Promise.all([cluster.close(), writer.close()]);
    },
  };
}

async function perform(parts: Parts, request: RecordRequest): Promise<EngineAnswer> {
  const late = AbortSignal.timeout(BEGIN_WITHIN_MS);
  try {
    const topic = request.action === "replay-record" ? request.targetTopic : request.topic;
    if (!(await parts.cluster.topics()).includes(topic)) {
      return refused(`there is no topic "${topic}" (any more), and none is made by writing to it`);
    }
    const record = await toOutgoing(parts, request);
    if (typeof record === "string") return refused(record);
    const { writtenSince } = request.mark;
    const before = writtenSince === null ? null : await lookFor(parts.cluster, record, writtenSince);
    if (before !== null) return before;
    if (late.aborted)
      return { outcome: "unavailable", why: `Kafka of the source "${parts.cluster.name}" answers too slowly` };
    return await write(parts, record);
  } catch (error) {
    return toAnswer(error, parts.configuration);
  }
}

async function toOutgoing({ configuration, cluster }: Parts, request: RecordRequest): Promise<OutgoingRecord | string> {
  if (request.action === "publish-record") return toPublished(request);
  const letter = await readLetter(cluster, request);
  if (letter === null) {
    return `Kafka does not have ${toPlaceText(request.letter)} any more, and the event log kept only a part of it`;
  }
  return toReplayed(letter, request, configuration.schemaRegistry);
}

/** From where it lies; from the event log when Kafka has dropped it. */
async function readLetter(cluster: KafkaCluster, { letter, kept }: ReplayRequest): Promise<SourceRecord | null> {
  const { topic, partition, offset } = letter;
  try {
    const asked = { topic, partition, offset, bytesMax: READ_BYTES_MAX, waitMs: READ_WITHIN_MS };
    const { records } = await cluster.read(asked);
    return records.find(({ position }) => position === offset) ?? kept;
  } catch (error) {
    if (error instanceof Failure && error.code === "not-found") return kept;
    throw error;
  }
}

/** What an earlier attempt wrote, when it did; null when it certainly did not. */
async function lookFor(cluster: KafkaCluster, record: OutgoingRecord, sinceMs: number): Promise<EngineAnswer | null> {
  const found = await findMarked(cluster, {
    topic: record.topic,
    mark: record.mark,
    sinceMs,
    withinMs: LOOK_BEFORE_MS,
  });
  if (found.outcome === "absent") return null;
  if (found.outcome === "found") return done(record, found.place, "an earlier attempt had written it");
  const why = `the topic ${record.topic} has more new records than can be looked through for what an earlier attempt wrote`;
  return { outcome: "unknown", why };
}

async function write({ configuration, cluster, writer }: Parts, record: OutgoingRecord): Promise<EngineAnswer> {
  const begunAt = Date.now();
  try {
    const place = await writer.write(record);
    const { records } = await cluster.read({ ...place, bytesMax: READ_BYTES_MAX, waitMs: READ_WITHIN_MS });
    const isThere = records.some((one) => one.position === place.offset && isMarked(one, record.mark));
    if (isThere) return done(record, place, null);
    return { outcome: "unknown", why: `it was acknowledged at ${toPlaceText(place)}, and is not there` };
  } catch (error) {
    const answer = toAnswer(error, configuration);
    if (answer.outcome !== "unavailable" || isBeforeSending(error)) return answer;
    const found = await findMarked(cluster, {
      topic: record.topic,
      mark: record.mark,
      sinceMs: begunAt - 60_000,
      withinMs: LOOK_AFTER_MS,
    }).catch(() => null);
    if (found?.outcome === "found") return done(record, found.place, "its acknowledgement was lost");
    return { outcome: "unknown", why: answer.why };
  }
}

function done(record: OutgoingRecord, place: LogPlace, how: string | null): EngineAnswer {
  const { changedValue } = record.kept;
  const sizes =
    changedValue === null
      ? []
      : [`its value was edited, from ${changedValue.before?.length ?? 0} to ${changedValue.after?.length ?? 0} bytes`];
  const words = [
    `written to ${place.topic}, partition ${place.partition}, offset ${place.offset}`,
    ...sizes,
    ...record.said,
  ];
  return {
    outcome: "done",
    said: [...words, ...(how === null ? [] : [how])].join("; "),
    wrote: { ...place, ...record.kept },
  };
}

const refused = (why: string): EngineAnswer => ({ outcome: "refused", why });

const isBeforeSending = (error: unknown) => error instanceof NotConnected;

const REFUSED = new Map([
  ["MESSAGE_TOO_LARGE", "the brokers take no record of this size"],
  ["RECORD_LIST_TOO_LARGE", "the brokers take no record of this size"],
  ["INVALID_RECORD", "the brokers take no such record; a compacted topic wants a key"],
  ["POLICY_VIOLATION", "a policy of the cluster forbids it"],
  ["UNKNOWN_TOPIC_OR_PARTITION", "there is no such topic or partition (any more)"],
]);
const UNAUTHORISED = new Set([
  "TOPIC_AUTHORIZATION_FAILED",
  "CLUSTER_AUTHORIZATION_FAILED",
  "SASL_AUTHENTICATION_FAILED",
]);

function toAnswer(error: unknown, configuration: KafkaSourceConfiguration): EngineAnswer {
  const type = typeOf(error);
  const why = REFUSED.get(type);
  if (why !== undefined) return refused(why);
  const words = explainKafka(error, configuration);
  if (UNAUTHORISED.has(type)) return { outcome: "unauthorised", why: words };
  if (error instanceof Failure && error.code !== "source-unavailable") return refused(error.message);
  return { outcome: "unavailable", why: words };
}

/** kafkajs wraps what the broker said into what it did about it. */
function typeOf(error: unknown): string {
  let at = error;
  for (let depth = 0; depth < 5 && at instanceof Error; depth += 1) {
    if ("type" in at && typeof at.type === "string") return at.type;
    at = at.cause;
  }
  return "";
}
