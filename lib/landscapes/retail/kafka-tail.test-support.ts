import { randomUUID } from "node:crypto";
import { Kafka, logLevel } from "kafkajs";

export type TailedRecord = { readonly headers: Readonly<Record<string, string>>; readonly text: string };

/** Collects what comes on a topic from now on, in a group of its own. */
export async function tailTopic(bootstrap: string, topic: string) {
  const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `tail-${randomUUID()}`, maxWaitTimeInMs: 100 });
  const records: TailedRecord[] = [];
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]);
      records.push({ headers: Object.fromEntries(headers), text: message.value?.toString() ?? "" });
    },
  });
  await joined;
  return { records, stop: () => consumer.disconnect() };
}
