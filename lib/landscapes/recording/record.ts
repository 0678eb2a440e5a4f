import { randomUUID } from "node:crypto";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Kafka, type KafkaMessage, logLevel } from "kafkajs";
import { pause } from "@/lib/platform/clock";
import { type RecordedLine, writeRecordedLines } from "./recorded-line";

export type RecordingSpec = {
  readonly brokers: readonly string[];
  readonly topics: readonly string[];
  /** Ends when nothing came for this long: the end of a topic with transactions cannot be told by its offsets. */
  readonly quietForMs?: number;
};

/** Everything that the topics hold, in the order of time, and within a partition in the order of its offsets. */
export async function recordTopics({
  brokers,
  topics,
  quietForMs = 3_000,
}: RecordingSpec): Promise<readonly RecordedLine[]> {
  const kafka = new Kafka({ clientId: "throughline-record", brokers: [...brokers], logLevel: logLevel.ERROR });
  const consumer = kafka.consumer({ groupId: `throughline-record-${randomUUID()}`, maxWaitTimeInMs: 200 });
  const lines: RecordedLine[] = [];
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ topic, partition, message }) => {
        lines.push({ topic, partition, ...toFields(message) });
      },
    });
    for (let known = -1; known < lines.length; ) {
      known = lines.length;
      await pause(quietForMs);
    }
  } finally {
    await consumer.disconnect();
  }
  return inOrderOfTime(lines);
}

function toFields({ offset, timestamp, key, headers, value }: KafkaMessage): Omit<RecordedLine, "topic" | "partition"> {
  const texts = Object.entries(headers ?? {}).map(([name, header]) => [name, String(header)]);
  return {
    offset,
    timestamp,
    key: key?.toString() ?? null,
    headers: Object.fromEntries(texts),
    value: value?.toString() ?? null,
  };
}

/** Times run backwards within a partition now and then; a record then comes no earlier than the one before it. */
function inOrderOfTime(lines: readonly RecordedLine[]): readonly RecordedLine[] {
  const latest = new Map<string, number>();
  const timed = lines.map((line) => {
    const stream = `${line.topic}/${line.partition}`;
    const at = Math.max(latest.get(stream) ?? 0, Number(line.timestamp));
    latest.set(stream, at);
    return { line, at };
  });
  return timed.sort((one, other) => one.at - other.at).map(({ line }) => line); // stable: offsets keep their order
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({
    options: {
      brokers: { type: "string", default: "127.0.0.1:19092" },
      topics: { type: "string", default: "flowing-retail,zeebe" },
      out: { type: "string", default: "recording.jsonl.gz" },
    },
  });
  const lines = await recordTopics({ brokers: values.brokers.split(","), topics: values.topics.split(",") });
  await writeRecordedLines(values.out, lines);
  process.stdout.write(`${lines.length} records written to ${values.out}\n`);
}
