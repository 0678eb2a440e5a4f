import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, afterEach, before, beforeEach, test } from "node:test";
import kafkajs from "kafkajs";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { createTopics } from "@/lib/local/kafka-admin";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { type InlineWorker, sourceSays, startInlineWorker } from "./inline-worker.test-support";
import { caughtUp, eventually, kafkaOf, withAdmin } from "./worker.test-support";

let kafka: TestKafka;
let database: TestDatabase;
let prefix: string;
const workers: InlineWorker[] = [];
before(async () => {
  kafka = await startKafkaForTests();
});
after(() => kafka.stop());
beforeEach(async () => {
  prefix = `shop-${randomBytes(4).toString("hex")}`;
  database = await startTestDatabase();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await database.stop();
});

function read(
  topic: string,
  more: Readonly<Record<string, unknown>> = {},
  rule: Readonly<Record<string, unknown>> = {},
) {
  const source = { brokers: [kafka.bootstrap], topics: [{ topic, ...rule }], ...more };
  const worker = startInlineWorker(database.connectionString, source);
  workers.push(worker);
  return worker;
}

type Message = { readonly partition?: number; readonly key?: string; readonly value: string | null };

async function withProducer<Result>(
  work: (producer: kafkajs.Producer) => Promise<Result>,
  more: kafkajs.ProducerConfig = {},
): Promise<Result> {
  const createPartitioner = kafkajs.Partitioners.DefaultPartitioner;
  const producer = kafkaOf(kafka.bootstrap).producer({ createPartitioner, ...more });
  await producer.connect();
  return work(producer).finally(() => producer.disconnect());
}

const send = (topic: string, ...messages: readonly Message[]) =>
  withProducer((producer) => producer.send({ topic, messages: [...messages] }));
const event = (orderId: string) => JSON.stringify({ type: "OrderPlaced", orderId });
const readAll = (topic: string) => caughtUp(database.pool, kafka.bootstrap, topic);

async function orders(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ id: string }>("select lead_value as id from process_case order by 1");
  return rows.map(({ id }) => id);
}

test("topics that a pattern fits are read as they come, and so are partitions that a topic gets while it is read", async () => {
  const [first, second] = [`${prefix}.orders`, `${prefix}.payments`];
  await createTopics(kafka.bootstrap, [{ topic: first }]);
  await send(first, { value: event("1") });
  read(`${prefix}.*`);
  await readAll(first);

  await createTopics(kafka.bootstrap, [{ topic: second }]);
  await send(second, { value: event("2") });
  await readAll(second);

  await withAdmin(kafka.bootstrap, (admin) =>
    admin.createPartitions({ topicPartitions: [{ topic: first, count: 3 }] }),
  );
  await eventually("the new partition to take a record", () =>
    send(first, { partition: 2, value: event("3") }).then(
      () => true,
      () => null,
    ),
  );
  await readAll(first);
  assert.deepEqual(await orders(), ["1", "2", "3"]);
});

test("records of aborted transactions are never seen, and the holes that transactions leave are no gaps", async () => {
  await createTopics(kafka.bootstrap, [{ topic: prefix }]);
  read(prefix);
  const settings = { transactionalId: prefix, idempotent: true, maxInFlightRequests: 1 };
  await withProducer(async (producer) => {
    for (const [orderId, isKept] of [
      ["1", true],
      ["2", false],
      ["3", true],
      ["4", false],
    ] as const) {
      const transaction = await producer.transaction();
      await transaction.send({ topic: prefix, messages: [{ value: event(orderId) }, { value: event(`${orderId}b`) }] });
      await (isKept ? transaction.commit() : transaction.abort());
    }
  }, settings);

  await readAll(prefix);

  assert.deepEqual(await orders(), ["1", "1b", "3", "3b"]);
  const { rows } = await database.pool.query(
    "select (select count(*) from stream_gap) as gaps, next_position from stream",
  );
  assert.deepEqual(rows, [{ gaps: 0, next_position: 12 }]);
});

test("a tombstone is stepped over, or an event of the type that its rule names, with the record's key", async () => {
  const kept = `${prefix}.kept`;
  await createTopics(kafka.bootstrap, [{ topic: prefix }, { topic: kept }]);
  for (const topic of [prefix, kept]) await send(topic, { key: "7", value: event("7") }, { key: "7", value: null });
  const keys = [{ name: "orderId", path: "key" }];
  const topics = [{ topic: kept, keys, tombstone: "OrderDeleted", ends: ["OrderDeleted"] }, { topic: prefix }];
  read("", { topics });

  await readAll(prefix);
  await readAll(kept);

  const { rows } = await database.pool.query(
    "select (select count(*) from quarantine) as poison, event_count, status from process_case where lead_value = '7'",
  );
  assert.deepEqual(rows, [{ poison: 0, event_count: 3, status: "ended" }]);
});

test("a topic that is deleted and made again while it is read is told missing, then stopped, and none of it is mistaken", async () => {
  await createTopics(kafka.bootstrap, [{ topic: prefix }]);
  await send(prefix, { value: event("1") }, { value: event("2") }, { value: event("3") });
  read(prefix);
  await readAll(prefix);

  await withAdmin(kafka.bootstrap, (admin) => admin.deleteTopics({ topics: [prefix] }));
  await sourceSays(database.pool, "degraded", new RegExp(`no topic "${prefix}"`));
  await createTopics(kafka.bootstrap, [{ topic: prefix }]);
  await send(prefix, { value: event("9") });

  const detail = await eventually("the stream to be paused", async () => {
    const { rows } = await database.pool.query<{ detail: string }>("select detail from stream where paused");
    return rows[0]?.detail ?? null;
  });
  assert.match(detail, /read up to 3 and ends at \d now: it was truncated or made again/);
  assert.deepEqual(await orders(), ["1", "2", "3"]);
});

test("other groups' offsets are never touched; ours are committed when asked for, and gone with us", async () => {
  await createTopics(kafka.bootstrap, [{ topic: prefix }]);
  await send(prefix, { value: event("1") }, { value: event("2") }, { value: event("3") });
  const shop = `${prefix}-shop`;
  await withAdmin(kafka.bootstrap, (admin) =>
    admin.setOffsets({ groupId: shop, topic: prefix, partitions: [{ partition: 0, offset: "1" }] }),
  );

  const source = { id: prefix };
  const silent = read(prefix, source);
  await readAll(prefix);
  assert.deepEqual([...(await committed())], []);
  await silent.stop();

  const telling = read(prefix, { ...source, commitOffsets: true });
  await send(prefix, { value: event("4") });
  await readAll(prefix);
  await eventually("our position to be told", async () => ((await committed()).join() === "4" ? true : null));
  await telling.stop();
  assert.deepEqual([...(await committed())], []);
  assert.equal(await offsetOf(shop), "1");
});

/** What the groups of this test's source have committed. */
async function committed(): Promise<readonly string[]> {
  const { groups } = await withAdmin(kafka.bootstrap, (admin) => admin.listGroups());
  const ours = groups.filter(({ groupId }) => groupId.startsWith(`throughline-${prefix}-`));
  const offsets = await Promise.all(ours.map(({ groupId }) => offsetOf(groupId)));
  return offsets.filter((offset) => offset !== "-1");
}

async function offsetOf(groupId: string): Promise<string> {
  const [topic] = await withAdmin(kafka.bootstrap, (admin) => admin.fetchOffsets({ groupId, topics: [prefix] }));
  return topic?.partitions[0]?.offset ?? "-1";
}
