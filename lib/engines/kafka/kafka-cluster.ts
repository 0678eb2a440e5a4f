import kafkajs, { type Admin } from "kafkajs";
import { Failure } from "@/lib/domain/failure";
import { toSourceName } from "@/lib/domain/identifiers";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import { silentLog } from "@/lib/platform/log";
import { registerCodecs } from "@/lib/sources/kafka/compression";
import { explainKafka } from "@/lib/sources/kafka/explain-kafka";
import { toKafkaOptions } from "@/lib/sources/kafka/kafka-options";
import { type ObservedGroup, readConsumerGroups } from "./consumer-groups";
import { type LogPart, type LogRead, LogReader } from "./log-reader";

export type PartitionExtent = {
  readonly topic: string;
  readonly partition: number;
  readonly low: number;
  readonly high: number;
};

/**
 * What can be asked of a Kafka cluster: it only reads, joins no group, commits nothing. Each question is bounded in time
 * and throws a `Failure` that says what is wrong with the cluster; the next one connects again.
 */
export interface KafkaCluster {
  readonly name: string;
  topics(): Promise<readonly string[]>;
  /** From where to where the partitions of a topic reach now. */
  extents(topic: string): Promise<readonly PartitionExtent[]>;
  /** Where each partition's first record of this time or later lies; its end when there is none. */
  offsetsAt(topic: string, atMs: number): Promise<ReadonlyMap<number, number>>;
  groups(): Promise<readonly ObservedGroup[]>;
  read(asked: LogRead): Promise<LogPart>;
  close(): Promise<void>;
}

const ANSWER_WITHIN_MS = 15_000;
const CLOSE_WITHIN_MS = 3_000;

/** Connects with the first question. `purpose` is how it is called in the logs of the brokers. */
export function openKafkaCluster(configuration: KafkaSourceConfiguration, purpose: string): KafkaCluster {
  registerCodecs();
  let connection: Promise<Connection> | null = null;
  const close = async () => {
    const broken = connection;
    connection = null;
    if (broken !== null) await within(broken.then(disconnect), CLOSE_WITHIN_MS).catch(() => undefined);
  };
  const ask = async <Answer>(question: (of: Connection) => Promise<Answer>): Promise<Answer> => {
    connection ??= connect(configuration, purpose);
    try {
      return await within(connection.then(question), ANSWER_WITHIN_MS);
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      if (isUnknownTopic(cause))
        throw new Failure("not-found", `${configuration.id} has no such topic (any more).`, { cause });
      void close(); // a frozen broker does not answer this, either
      throw new Failure("source-unavailable", explainKafka(cause, configuration), { cause });
    }
  };
  const ours = `throughline-${configuration.id}-`;
  return {
    name: configuration.id,
    topics: () => ask(({ admin }) => admin.listTopics()),
    extents: (topic) => ask(({ admin }) => readExtents(admin, topic)),
    offsetsAt: (topic, atMs) => ask(({ admin }) => readOffsetsAt(admin, topic, atMs)),
    groups: () => ask(({ admin }) => readConsumerGroups(admin, (group) => group.startsWith(ours))),
    read: (asked) => ask(({ reader }) => reader.read(asked)),
    close,
  };
}

type Connection = { readonly admin: Admin; readonly reader: LogReader };

async function connect(configuration: KafkaSourceConfiguration, purpose: string): Promise<Connection> {
  const options = toKafkaOptions(configuration, { clientId: `throughline-${purpose}`, log: silentLog });
  const kafka = new kafkajs.Kafka(options);
  const admin = kafka.admin();
  await admin.connect();
  return { admin, reader: new LogReader(kafka, toSourceName(configuration.id)) };
}

async function disconnect({ admin, reader }: Connection): Promise<void> {
  await Promise.allSettled([admin.disconnect(), reader.close()]);
}

async function readExtents(admin: Admin, topic: string): Promise<readonly PartitionExtent[]> {
  const partitions = await admin.fetchTopicOffsets(topic);
  return partitions.map(({ partition, low, high }) => ({ topic, partition, low: Number(low), high: Number(high) }));
}

async function readOffsetsAt(admin: Admin, topic: string, atMs: number): Promise<ReadonlyMap<number, number>> {
  const partitions = await admin.fetchTopicOffsetsByTimestamp(topic, atMs);
  return new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)]));
}

/** kafkajs wraps what the broker said into what it did about it. */
function isUnknownTopic(error: unknown): boolean {
  let at = error;
  for (let depth = 0; depth < 5 && at instanceof Error; depth += 1) {
    const type = "type" in at ? at.type : "";
    if (type === "UNKNOWN_TOPIC_OR_PARTITION" || type === "INVALID_TOPIC_EXCEPTION") return true;
    at = at.cause;
  }
  return false;
}

function within<Answer>(answer: Promise<Answer>, withinMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no answer within ${withinMs / 1000} s`));
    const timer = setTimeout(late, withinMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
