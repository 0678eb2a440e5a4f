import { createRequire } from "node:module";
import type { Kafka, KafkaMessage } from "kafkajs";
import { Failure } from "@/lib/domain/failure";
import type { SourceName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import { type Partition, toSourceRecord } from "@/lib/sources/kafka/kafka-record";

type PartitionAnswer = { readonly highWatermark: string };
type Fetched = { readonly responses: readonly { readonly partitions: readonly PartitionAnswer[] }[] };
type Broker = { fetch(asked: object): Promise<Fetched> };
type Cluster = {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addMultipleTargetTopics(topics: readonly string[]): Promise<void>;
  refreshMetadata(): Promise<void>;
  findLeaderForPartitions(topic: string, partitions: readonly number[]): Readonly<Record<string, readonly number[]>>;
  findBroker(asked: { readonly nodeId: string }): Promise<Broker>;
};
type Batch = {
  readonly messages: readonly KafkaMessage[];
  readonly rawMessages: readonly unknown[];
  lastOffset(): string;
};
type BatchClass = new (topic: string, fetchedOffset: string, answer: PartitionAnswer) => Batch;

const KafkaBatch: BatchClass = createRequire(import.meta.url)("kafkajs/src/consumer/batch");

const READ_COMMITTED = 1;
const CREATE_CLUSTER = "private:Kafka:createCluster";
/** What kafkajs knows of partitions and leaders is asked for anew after this time. */
const METADATA_MAX_AGE_MS = 30_000;

export type LogRead = Partition & {
  readonly offset: number;
  readonly bytesMax: number;
  /** How long a broker may wait for the first record. */
  readonly waitMs: number;
};

export type LogPart = {
  readonly records: readonly SourceRecord[];
  /** Where to read on; the same as was asked for when there was nothing. */
  readonly nextOffset: number;
  readonly endOffset: number;
};

/**
 * Reads records of a partition from an offset on, as members of no consumer group: there is nothing to join, to commit or
 * to leave behind, and it needs no right on any group. kafkajs offers consumers of groups alone, so it is asked for the
 * fetch beneath them. Of transactions only what is committed is read.
 */
export class LogReader {
  readonly #cluster: Cluster;
  readonly #source: SourceName;
  #connected: Promise<void> | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(kafka: Kafka, source: SourceName) {
    this.#cluster = createCluster(kafka);
    this.#source = source;
  }

  /**
   * One read after the other: a broker answers the fetches of a connection in turn anyway, and kafkajs opens, and then
   * forgets, a connection for each of the first ones that come at once.
   */
  read(asked: LogRead): Promise<LogPart> {
    const answer = this.#turn.then(() => this.#readNow(asked));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async #readNow({ topic, partition, offset, bytesMax, waitMs }: LogRead): Promise<LogPart> {
    const broker = await this.#leaderOf({ topic, partition });
    const { responses } = await broker
      .fetch({
        isolationLevel: READ_COMMITTED,
        maxWaitTime: waitMs,
        minBytes: 1,
        maxBytes: bytesMax,
        topics: [{ topic, partitions: [{ partition, fetchOffset: String(offset), maxBytes: bytesMax }] }],
      })
      .catch((cause: unknown) => {
        throw isOutOfRange(cause) ? notThere(topic, partition, offset) : cause;
      });
    const answer = responses[0]?.partitions[0];
    if (answer === undefined) throw new Error(`the broker said nothing of ${topic}/${partition}`);
    const batch = new KafkaBatch(topic, String(offset), answer);
    return {
      records: batch.messages.map((message) => toSourceRecord(message, this.#source, { topic, partition })),
      nextOffset: batch.rawMessages.length === 0 ? offset : Math.max(offset, Number(batch.lastOffset()) + 1),
      endOffset: Number(answer.highWatermark),
    };
  }

  async close(): Promise<void> {
    await this.#cluster.disconnect();
  }

  async #leaderOf({ topic, partition }: Partition): Promise<Broker> {
    this.#connected ??= this.#cluster.connect();
    await this.#connected;
    await this.#cluster.addMultipleTargetTopics([topic]);
    const [nodeId] = Object.keys(this.#cluster.findLeaderForPartitions(topic, [partition]));
    if (nodeId === undefined) throw new Failure("not-found", `The topic ${topic} has no partition ${partition}.`);
    return this.#cluster.findBroker({ nodeId });
  }
}

function isOutOfRange(cause: unknown): boolean {
  return cause instanceof Error && "type" in cause && cause.type === "OFFSET_OUT_OF_RANGE";
}

function notThere(topic: string, partition: number, offset: number): Failure {
  return new Failure(
    "not-found",
    `The topic ${topic} does not hold offset ${offset} of partition ${partition} any more.`,
  );
}

function createCluster(kafka: Kafka): Cluster {
  const symbol = Object.getOwnPropertySymbols(kafka).find(({ description }) => description === CREATE_CLUSTER);
  if (symbol === undefined) throw new Error("this kafkajs has no way to read without a consumer group");
  const create = (kafka as unknown as Record<symbol, (options: object) => Cluster>)[symbol];
  if (create === undefined) throw new Error("this kafkajs has no way to read without a consumer group");
  return create({ metadataMaxAge: METADATA_MAX_AGE_MS, allowAutoTopicCreation: false });
}
