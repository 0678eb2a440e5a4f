import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import kafkajs from "kafkajs";
import { createRecordWriter } from "@/lib/engines/kafka/record-writer";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { parseConfiguration } from "@/lib/platform/configuration";
import { silentLog } from "@/lib/platform/log";
import type { Pool } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { publishAudit } from "./publish-audit";

const TOPIC = `audit-${randomBytes(4).toString("hex")}`;
const ENTRIES = 120;
const WITHIN_MS = 60_000;

describe("the audit trail on a topic", { timeout: 180_000 }, () => {
  let kafka: TestKafka;
  let database: TestDatabase;
  let client: kafkajs.Kafka;
  let consumer: kafkajs.Consumer;
  const heard: { readonly id: string; readonly line: Record<string, unknown> }[] = [];
  before(async () => {
    [kafka, database] = await Promise.all([startKafkaForTests(), startTestDatabase()]);
    client = new kafkajs.Kafka({ brokers: [kafka.bootstrap], logLevel: kafkajs.logLevel.NOTHING });
    const admin = client.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 3 }], waitForLeaders: true });
    await admin.disconnect();
    consumer = client.consumer({ groupId: `${TOPIC}-reader` });
    await consumer.connect();
    await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => {
        const id = message.headers?.["throughline-audit-id"]?.toString() ?? "";
        heard.push({ id, line: JSON.parse(message.value?.toString() ?? "{}") as Record<string, unknown> });
      },
    });
  });
  after(async () => {
    await consumer.disconnect();
    await Promise.all([kafka.stop(), database.stop()]);
  });

  function startPublisher(pool: Pool) {
    const text = `database: { url: "postgresql://x" }
sources: [{ id: shop, kind: kafka, brokers: ["${kafka.bootstrap}"], topics: [{ topic: "${TOPIC}" }], writes: true }]`;
    const [source] = parseConfiguration(text, { file: "test", environment: {} }).sources;
    assert.ok(source?.kind === "kafka");
    const stopping = new AbortController();
    const writer = createRecordWriter(source);
    const running = publishAudit({ pool, writer, topic: TOPIC, log: silentLog, signal: stopping.signal });
    return async () => {
      stopping.abort();
      await running;
    };
  }

  async function until(what: string, isTrue: () => boolean): Promise<void> {
    const end = Date.now() + WITHIN_MS;
    while (!isTrue()) {
      assert.ok(Date.now() < end, `${what} did not happen; heard ${heard.length}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  test("it comes in its order and whole; what is written again after the database went away has the same id", async () => {
    const acts = Array.from({ length: ENTRIES }, (_, index) => ({ actor: "ada", subject: `act:${index}`, reason: "" }));
    for (const act of acts)
      await appendAuditEntry(database.pool, { ...act, action: "test", outcome: "done", detail: {} });
    const stopFirst = startPublisher(database.open({ applicationName: "publisher" }));
    const stopSecond = startPublisher(database.open({ applicationName: "publisher" }));

    await until("the first records", () => heard.length > 5);
    await database.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'publisher'",
    );
    await until("all of it", () => new Set(heard.map(({ id }) => id)).size === ENTRIES);
    await Promise.all([stopFirst(), stopSecond()]);

    const first = new Map(heard.map(({ id, line }) => [id, line] as const).reverse());
    const inOrder = [...new Set(heard.map(({ id }) => id))];
    assert.deepEqual(
      inOrder,
      acts.map((_, index) => String(index + 1)),
    );
    assert.deepEqual(
      inOrder.map((id) => first.get(id)?.["subject"]),
      acts.map(({ subject }) => subject),
    );
    const { rows } = await database.pool.query<{ left: number }>(
      'select count(*) as "left" from audit_entry where published_at is null',
    );
    assert.deepEqual(rows, [{ left: 0 }]);
  });

  test("whoever publishes after that goes on with what is new, and with nothing else", async () => {
    const before = heard.length;
    await appendAuditEntry(database.pool, {
      actor: "ada",
      action: "test",
      subject: "new",
      reason: "",
      outcome: "",
      detail: {},
    });

    const stop = startPublisher(database.pool);
    await until("the new one", () => heard.length > before);
    await stop();

    assert.deepEqual(
      heard.slice(before).map(({ line }) => line["subject"]),
      ["new"],
    );
  });
});
