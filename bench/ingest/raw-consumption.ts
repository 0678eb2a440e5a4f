import { randomUUID } from "node:crypto";
import { type Consumer, Kafka, logLevel } from "kafkajs";
import { Failure } from "@/lib/domain/failure";

const WITHIN_MS = 120_000;

/** Events a second that kafkajs alone takes out of a topic, doing nothing with them: what no ingestion can beat. */
export async function measureRawConsumption(bootstrap: string, topic: string, events: number): Promise<number> {
  const kafka = new Kafka({ clientId: "bench", brokers: [bootstrap], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `bench-${randomUUID()}`, maxBytesPerPartition: 4_000_000 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  try {
    return events / (await secondsToTake(consumer, events));
  } finally {
    await consumer.disconnect();
  }
}

/** From joining, which is just before the first fetch: its records count, so its time does. */
function secondsToTake(consumer: Consumer, events: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Failure("source-unavailable", `kafkajs did not take ${events} events in ${WITHIN_MS / 1000} s.`));
    }, WITHIN_MS);
    let seen = 0;
    let startedAt = 0;
    consumer.on(consumer.events.GROUP_JOIN, () => {
      startedAt = performance.now();
    });
    const take = async (count: number) => {
      seen += count;
      if (seen < events) return;
      clearTimeout(timer);
      resolve((performance.now() - startedAt) / 1000);
    };
    consumer.run({ autoCommit: false, eachBatch: ({ batch }) => take(batch.messages.length) }).catch(reject);
  });
}
