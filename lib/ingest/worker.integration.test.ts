import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import kafkajs from "kafkajs";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { createTopics } from "@/lib/local/kafka-admin";
import { registerCodecs } from "@/lib/sources/kafka/compression";
import { readProjection } from "@/lib/store/table-hash.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { orderRecords } from "./orders.test-support";
import { envelope, POISON } from "./poison.test-support";
import { caughtUp, eventually, produce, type RunningWorker, startWorker, withAdmin } from "./worker.test-support";

const PARTITIONS = 4;

let kafka: TestKafka;
const databases: TestDatabase[] = [];
const workers: RunningWorker[] = [];
before(async () => {
  kafka = await startKafkaForTests();
});
after(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await Promise.all(databases.map((database) => database.stop()));
  await kafka.stop();
});

async function newDatabase(): Promise<TestDatabase> {
  const database = await startTestDatabase();
  databases.push(database);
  return database;
}

async function newTopic(partitions = PARTITIONS): Promise<string> {
  const topic = `orders-${randomBytes(4).toString("hex")}`;
  await createTopics(kafka.bootstrap, [{ topic, partitions }]);
  return topic;
}

function workerOn(database: TestDatabase, topic: string) {
  const topics = [{ topic, process: "retail" }];
  const worker = startWorker({ databaseUrl: database.connectionString, bootstrap: kafka.bootstrap, topics });
  workers.push(worker);
  return worker;
}

/** What one worker makes of a topic that nobody disturbs. */
async function undisturbed(topic: string) {
  const database = await newDatabase();
  const worker = workerOn(database, topic);
  await caughtUp(database.pool, kafka.bootstrap, topic);
  await worker.stop();
  return readProjection(database.pool);
}

test("a worker that is killed again and again loses nothing and doubles nothing", async () => {
  const topic = await newTopic();
  const database = await newDatabase();
  const records = orderRecords(600, PARTITIONS);
  const producing = (async () => {
    for (let at = 0; at < records.length; at += 150) {
      await produce(kafka.bootstrap, topic, records.slice(at, at + 150));
      await sleep(200);
    }
  })();

  for (let kill = 0; kill < 6; kill++) {
    const worker = workerOn(database, topic);
    await sleep(1_200 + kill * 350);
    worker.kill("SIGKILL");
    await worker.exited;
  }
  await producing;
  const last = workerOn(database, topic);
  await caughtUp(database.pool, kafka.bootstrap, topic);
  await last.stop();

  assert.deepEqual(await readProjection(database.pool), await undisturbed(topic));
  const { rows } = await database.pool.query("select count(*) as events from event");
  assert.equal(rows[0]?.["events"], records.length);
});

test("two workers share the partitions, and when one is killed the other takes its part", async () => {
  const topic = await newTopic();
  const database = await newDatabase();
  const records = orderRecords(300, PARTITIONS);
  const [first, second] = [workerOn(database, topic), workerOn(database, topic)];
  await produce(kafka.bootstrap, topic, records.slice(0, 800));
  await eventually("each to have its share", async () => {
    const { rows } = await database.pool.query(
      "select owner, count(*) as streams from stream where owner <> '' group by owner",
    );
    return rows.length === 2 && rows.every(({ streams }) => streams === PARTITIONS / 2) ? true : null;
  });
  await caughtUp(database.pool, kafka.bootstrap, topic);

  first.kill("SIGKILL");
  await produce(kafka.bootstrap, topic, records.slice(800));

  await caughtUp(database.pool, kafka.bootstrap, topic, 20_000);
  await second.stop();
  assert.deepEqual(await readProjection(database.pool), await undisturbed(topic));
});

test("a frozen worker's partitions are another's, and what it does when it wakes up is refused", async () => {
  const topic = await newTopic();
  const database = await newDatabase();
  const records = orderRecords(200, PARTITIONS);
  const zombie = workerOn(database, topic);
  await produce(kafka.bootstrap, topic, records.slice(0, 300));
  await caughtUp(database.pool, kafka.bootstrap, topic);
  zombie.kill("SIGSTOP");
  const successor = workerOn(database, topic);

  await produce(kafka.bootstrap, topic, records.slice(300, 600));
  await caughtUp(database.pool, kafka.bootstrap, topic, 30_000);
  zombie.kill("SIGCONT");
  await produce(kafka.bootstrap, topic, records.slice(600));
  await caughtUp(database.pool, kafka.bootstrap, topic, 30_000);
  await Promise.all([zombie.stop(), successor.stop()]);

  assert.deepEqual(await readProjection(database.pool), await undisturbed(topic));
});

test("poison of every kind on a real topic, 10 MB among it, stops nothing", async () => {
  const topic = await newTopic(1);
  const database = await newDatabase();
  const kinds = Object.values(POISON);
  for (const [index, value] of kinds.entries()) {
    await produce(kafka.bootstrap, topic, [
      { partition: 0, value: envelope({ orderId: `good-${index}` }) },
      { partition: 0, value },
    ]);
  }
  const worker = workerOn(database, topic);

  await caughtUp(database.pool, kafka.bootstrap, topic);

  await worker.stop();
  const { rows } = await database.pool.query(
    "select (select count(*) from quarantine) as poison, (select count(*) from process_case) as cases",
  );
  assert.deepEqual(rows, [{ poison: kinds.length, cases: kinds.length }]);
});

test("topics in every compression are read", async () => {
  registerCodecs();
  const topic = await newTopic(1);
  const database = await newDatabase();
  const records = orderRecords(40, 1);
  const { None, GZIP, Snappy, ZSTD } = kafkajs.CompressionTypes;
  for (const [index, compression] of [None, GZIP, Snappy, ZSTD].entries()) {
    await produce(kafka.bootstrap, topic, records.slice(index * 50, (index + 1) * 50), compression);
  }
  const worker = workerOn(database, topic);

  await caughtUp(database.pool, kafka.bootstrap, topic);

  await worker.stop();
  const { rows } = await database.pool.query("select count(*) as events from event");
  assert.equal(rows[0]?.["events"], Math.min(200, records.length));
});

test("a topic that does not exist is told, and read as soon as it does", async () => {
  const topic = `later-${randomBytes(4).toString("hex")}`;
  const database = await newDatabase();
  const worker = workerOn(database, topic);
  await eventually("the missing topic to be told", async () => {
    const { rows } = await database.pool.query("select from source where state = 'degraded' and detail like $1", [
      `%"${topic}"%`,
    ]);
    return rows.length === 1 ? true : null;
  });

  await createTopics(kafka.bootstrap, [{ topic, partitions: 1 }]);
  await produce(kafka.bootstrap, topic, orderRecords(5, 1));

  await caughtUp(database.pool, kafka.bootstrap, topic);
  await eventually("the source to be well again", async () => {
    const { rows } = await database.pool.query("select from source where state = 'running' and detail = ''");
    return rows.length === 1 ? true : null;
  });
  await worker.stop();
});

test("records that the topic no longer had are a recorded gap with its bounds", async () => {
  const topic = await newTopic(1);
  const database = await newDatabase();
  const records = orderRecords(40, 1);
  await produce(kafka.bootstrap, topic, records.slice(0, 50));
  const early = workerOn(database, topic);
  await caughtUp(database.pool, kafka.bootstrap, topic);
  await early.stop();
  await produce(kafka.bootstrap, topic, records.slice(50));

  await withAdmin(kafka.bootstrap, async (admin) => {
    await admin.fetchTopicMetadata({ topics: [topic] }); // kafkajs forgets to ask for it
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: "120" }] });
  });
  const late = workerOn(database, topic);
  await caughtUp(database.pool, kafka.bootstrap, topic);
  await late.stop();

  const { rows } = await database.pool.query("select from_position, to_position from stream_gap");
  assert.deepEqual(rows, [{ from_position: 50, to_position: 120 }]);
  assert.equal((await database.pool.query("select from event")).rowCount, records.length - 70);
});

test("a topic that was made again is stopped and told, and none of its records is taken for another", async () => {
  const topic = await newTopic(1);
  const database = await newDatabase();
  await produce(kafka.bootstrap, topic, orderRecords(20, 1));
  const early = workerOn(database, topic);
  await caughtUp(database.pool, kafka.bootstrap, topic);
  await early.stop();

  await withAdmin(kafka.bootstrap, (admin) => admin.deleteTopics({ topics: [topic] }));
  await eventually("the topic to be gone", async () =>
    (await withAdmin(kafka.bootstrap, (admin) => admin.listTopics())).includes(topic) ? null : true,
  );
  await createTopics(kafka.bootstrap, [{ topic, partitions: 1 }]);
  await produce(kafka.bootstrap, topic, orderRecords(3, 1));
  const late = workerOn(database, topic);

  const detail = await eventually("the stream to be paused", async () => {
    const { rows } = await database.pool.query<{ detail: string }>("select detail from stream where paused");
    return rows[0]?.detail ?? null;
  });
  await late.stop();
  assert.match(detail, /truncated or made again/);
  assert.equal((await database.pool.query("select from event")).rowCount, orderRecords(20, 1).length);
});
