import kafkajs, { type IHeaders, type Producer } from "kafkajs";
import type { LogPlace } from "@/lib/domain/dead-letter";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import { silentLog } from "@/lib/platform/log";
import { registerCodecs } from "@/lib/sources/kafka/compression";
import { toKafkaOptions } from "@/lib/sources/kafka/kafka-options";
import type { OutgoingRecord } from "./outgoing-record";

type Sent = Pick<OutgoingRecord, "topic" | "partition" | "key" | "value" | "headers">;

/** Writes single records, each acknowledged by all replicas in sync. Never makes a topic. */
export type RecordWriter = {
  /** Throws what the broker or the network says; whether the record was written is open then, unless it could not connect. */
  write(record: Sent): Promise<LogPlace>;
  close(): Promise<void>;
};

/** Thrown when nothing can have been written. */
export class NotConnected extends Error {}

/** An idempotent producer, so that what it repeats by itself is written once; after an error it is thrown away. */
export function createRecordWriter(configuration: KafkaSourceConfiguration): RecordWriter {
  registerCodecs();
  let producer: Promise<Producer> | null = null;
  const close = async () => {
    const known = producer;
    producer = null;
    await known?.then((one) => one.disconnect()).catch(() => undefined);
  };
  return {
    close,
    write: async (record) => {
      producer ??= connect(configuration);
      const connected = await producer.catch((cause: unknown) => {
        producer = null;
        throw new NotConnected("there is no connection", { cause });
      });
      try {
        return await send(connected, record);
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

/** Twice this, with a second attempt, is what writing takes at most. */
const REQUEST_WITHIN_MS = 6_000;

async function connect(configuration: KafkaSourceConfiguration): Promise<Producer> {
  const options = toKafkaOptions(configuration, { clientId: "throughline-operations", log: silentLog });
  const producer = new kafkajs.Kafka({ ...options, requestTimeout: REQUEST_WITHIN_MS }).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    retry: { initialRetryTime: 200, maxRetryTime: 500, retries: 1 },
  });
  await producer.connect();
  return producer;
}

async function send(producer: Producer, { topic, partition, key, value, headers }: Sent): Promise<LogPlace> {
  const message = { key, value, headers: toHeaders(headers), ...(partition === null ? {} : { partition }) };
  const [written] = await producer.send({ topic, acks: -1, timeout: REQUEST_WITHIN_MS, messages: [message] });
  if (written?.baseOffset === undefined) throw new Error("the broker did not say where it wrote the record");
  return { topic, partition: written.partition, offset: Number(written.baseOffset) };
}

/** A header may come several times; `__proto__` is a name like any other. */
function toHeaders(headers: OutgoingRecord["headers"]): IHeaders {
  const grouped = new Map<string, Buffer[]>();
  for (const { name, value } of headers) grouped.set(name, [...(grouped.get(name) ?? []), Buffer.from(value)]);
  return Object.fromEntries([...grouped].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}
