import { randomUUID } from "node:crypto";
import { Kafka, logLevel } from "kafkajs";

/** Events a second that kafkajs alone takes out of a topic, doing nothing with them: what no ingestion can beat. */
export async function measureRawConsumption(bootstrap: string, topic: string, events: number): Promise<number> {
  const kafka = new Kafka({ clientId: "bench", brokers: [bootstrap], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `bench-${randomUUID()}`, maxBytesPerPartition: 4_000_000 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const seconds = await new Promise<number>((resolve, reject) => {
    let seen = 0;
    let startedAt = 0;
    consumer
      .run({
        autoCommit: false,
        eachBatchAutoResolve: true,
        eachBatch: async ({ batch }) => {
          if (startedAt === 0) startedAt = performance.now();
          seen += batch.messages.length;
          if (seen >= events) resolve((performance.now() - startedAt) / 1000);
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return events / seconds;
}
