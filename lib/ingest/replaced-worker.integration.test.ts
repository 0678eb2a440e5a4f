import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { createTopics } from "@/lib/local/kafka-admin";
import { migrate } from "@/lib/store/migrate";
import { readProjection } from "@/lib/store/table-hash.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { orderRecords } from "./orders.test-support";
import { createIntake } from "./rebuild/rebuild.test-support";
import { caughtUp, eventually, produce, type RunningWorker, startWorker } from "./worker.test-support";

const PARTITIONS = 2;
const WITHIN_MS = 120_000;

let kafka: TestKafka;
let topic: string;
const databases: TestDatabase[] = [];
const workers: RunningWorker[] = [];
before(async () => {
  kafka = await startKafkaForTests();
  topic = `orders-${randomBytes(4).toString("hex")}`;
  await createTopics(kafka.bootstrap, [{ topic, partitions: PARTITIONS }]);
});
after(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  for (const database of databases) await database.stop();
  await kafka.stop();
});

async function newDatabase(): Promise<TestDatabase> {
  const database = await startTestDatabase();
  databases.push(database);
  return database;
}

function workerOn(database: TestDatabase): RunningWorker {
  const topics = [{ topic, process: "retail" }];
  const { bootstrap } = kafka;
  const worker = startWorker({ databaseUrl: database.connectionString, bootstrap, topics, batchRecords: 20 });
  workers.push(worker);
  return worker;
}

/** A migration of a version to come; its name is later than all that there are. */
function folderWith(sql: string): string {
  const folder = mkdtempSync(join(tmpdir(), "throughline-migrations-"));
  mkdirSync(join(folder, "99990101000000_to_come"));
  writeFileSync(join(folder, "99990101000000_to_come", "migration.sql"), sql);
  return folder;
}

async function events(database: TestDatabase): Promise<number> {
  const { rows } = await database.pool.query<{ events: number }>("select count(*) as events from event");
  return rows[0]?.events ?? 0;
}

const isAtWork = (database: TestDatabase) => async () => ((await events(database)) > 40 ? true : null);

test("a migration runs while a worker ingests; the worker stops with a clear word, and nothing is lost, mixed or quarantined", async () => {
  const records = orderRecords(120, PARTITIONS);
  await produce(kafka.bootstrap, topic, records);
  const database = await newDatabase();
  const worker = workerOn(database);
  await eventually("the worker to be at work", isAtWork(database), WITHIN_MS);

  const added = `alter table process_case add column a_new_column text not null default 'x';
    create index event_of_a_new_version on event (event_id); alter table event rename column detail to a_new_name;`;
  await migrate(database.pool, folderWith(added));
  const [code, stored] = [await worker.exited, await events(database)];

  assert.equal(code, 1);
  assert.match(worker.output(), /ingest cannot go on: .*99990101000000_to_come.*Start that version/);
  const { rows } = await database.pool.query("select reason from quarantine");
  assert.deepEqual(rows, []);
  assert.ok(stored < records.length, "it was stopped in the middle");
  await database.pool.query(`alter table event rename column a_new_name to detail; alter table process_case drop column a_new_column;
    delete from _prisma_migrations where migration_name like '9999%'`);
  const successor = workerOn(database);
  await caughtUp(database.pool, kafka.bootstrap, topic, WITHIN_MS);
  await successor.stop();
  const undisturbed = await newDatabase();
  const rules = rulesInForce([DecodeRule.parse({ topic, process: "retail" })]);
  await (await createIntake(undisturbed.pool, rules, topic))(records);
  assert.deepEqual(await readProjection(database.pool), await readProjection(undisturbed.pool));
});

test("a worker whose fold is not that of the tables any more stops with a clear word", async () => {
  const database = await newDatabase();
  const worker = workerOn(database);
  await eventually("the worker to be at work", isAtWork(database), WITHIN_MS);

  await database.pool.query("update projection set fold_version = fold_version + 1");

  assert.equal(await worker.exited, 1);
  assert.match(worker.output(), /ingest cannot go on: .*made by version \d+ of the fold.*Start the newer program/);
});
