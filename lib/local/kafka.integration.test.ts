import assert from "node:assert/strict";
import process from "node:process";
import { after, test } from "node:test";
import { Kafka, logLevel } from "kafkajs";
import { getFiles, SERVERS } from "./java-servers.test-support";
import { startKafka } from "./kafka";
import { createTopics, isKafkaReady } from "./kafka-admin";
import { prepareKafka } from "./server-files";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";

const files = getFiles(await prepareKafka(SERVERS));
const dataDir = await makeTestFolder("kafka");
after(() => removeTestFolder(dataDir));
const start = (settings: Readonly<Record<string, string>> = {}) =>
  startKafka({ dataDir, files, preferredPort: 0, settings, log: () => undefined });

const client = (bootstrap: string) =>
  new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING, retry: { retries: 1 } });

async function publish(bootstrap: string, topic: string, value: string): Promise<void> {
  const producer = client(bootstrap).producer();
  await producer.connect();
  await producer.send({ topic, acks: -1, messages: [{ value }] });
  await producer.disconnect();
}

async function countRecords(bootstrap: string, topic: string): Promise<number> {
  const admin = client(bootstrap).admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic).finally(() => admin.disconnect());
  return offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
}

test("records survive that the broker is killed and started again", async () => {
  const killed = await start();
  await createTopics(killed.bootstrap, [{ topic: "orders", partitions: 3 }]);
  await publish(killed.bootstrap, "orders", "first");
  process.kill(-killed.process.pid, "SIGKILL");
  await killed.process.exited;

  const again = await start();
  await createTopics(again.bootstrap, [{ topic: "orders", partitions: 3 }, { topic: "payments" }]);
  await publish(again.bootstrap, "orders", "second");

  assert.equal(await countRecords(again.bootstrap, "orders"), 2);
  await again.stop();
  assert.equal(await isKafkaReady(again.bootstrap), false);
});

test("a topic that nobody made is not made by asking for it", async () => {
  const kafka = await start();

  await assert.rejects(countRecords(kafka.bootstrap, "ordres"), /does not host this topic-partition/);
  await kafka.stop();
});

test("a setting handed over goes over ours, and a wrong one is shown in Kafka's own words", async () => {
  await assert.rejects(start({ "num.io.threads": "many" }), /Kafka did not start on port \d+.*many.*num\.io\.threads/s);
});
