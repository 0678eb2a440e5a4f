import type { KafkaMessage } from "kafkajs";
import { type SourceName, type StreamName, toStreamName } from "@/lib/domain/identifiers";
import type { RecordHeader, SourceRecord } from "@/lib/domain/source-record";

export type Partition = { readonly topic: string; readonly partition: number };

export function toStream({ topic, partition }: Partition): StreamName {
  return toStreamName(`${topic}/${partition}`);
}

/** A Kafka message as the record that it is: the stream is `topic/partition`, the position the offset. */
export function toSourceRecord(message: KafkaMessage, source: SourceName, from: Partition): SourceRecord {
  return {
    source,
    stream: toStream(from),
    position: Number(message.offset),
    topic: from.topic,
    recordedAt: Number(message.timestamp),
    key: message.key,
    headers: message.headers === undefined ? [] : toHeaders(message.headers),
    value: message.value,
  };
}

/** A header may come several times, and its value may be null in the protocol; kafkajs gives text or bytes. */
function toHeaders(headers: NonNullable<KafkaMessage["headers"]>): readonly RecordHeader[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [value];
    return values.flatMap((one) => (one === undefined || one === null ? [] : [{ name, value: Buffer.from(one) }]));
  });
}
