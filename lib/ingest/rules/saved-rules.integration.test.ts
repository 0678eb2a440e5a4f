import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { Failure } from "@/lib/domain/failure";
import { type SavedRule, SavedRules } from "@/lib/domain/saved-rule";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { createTopics } from "@/lib/local/kafka-admin";
import { FOLD_VERSION } from "@/lib/project/case-state";
import { transaction } from "@/lib/store/database";
import { readRuleVersions, saveRuleVersion } from "@/lib/store/rule-version";
import { readProjection } from "@/lib/store/table-hash.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { orderRecords } from "../orders.test-support";
import { createIntake } from "../rebuild/rebuild.test-support";
import { caughtUp, eventually, produce, type RunningWorker, startWorker } from "../worker.test-support";

const PARTITIONS = 2;
const WITHIN_MS = 120_000;

let kafka: TestKafka;
const databases: TestDatabase[] = [];
const workers: RunningWorker[] = [];
before(async () => {
  kafka = await startKafkaForTests();
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

async function newTopic(): Promise<string> {
  const topic = `orders-${randomBytes(4).toString("hex")}`;
  await createTopics(kafka.bootstrap, [{ topic, partitions: PARTITIONS }]);
  return topic;
}

function workerOn(database: TestDatabase, topic: string): RunningWorker {
  const topics = [{ topic, process: "retail" }];
  const setup = { databaseUrl: database.connectionString, bootstrap: kafka.bootstrap, topics, batchRecords: 20 };
  const worker = startWorker(setup);
  workers.push(worker);
  return worker;
}

/** Orders are tied by their id alone: no pairs of orders any more. */
function byOrderAlone(topic: string): readonly SavedRule[] {
  const keys = [
    { name: "orderId", path: "$.data.orderId" },
    { name: "traceId", path: "$.traceid", role: "ignore" },
    { name: "correlationId", path: "$.correlationid", role: "ignore" },
  ];
  return SavedRules.parse([{ source: "kafka", rule: { topic, process: "by order", keys } }]);
}

function save(database: TestDatabase, rules: readonly SavedRule[], basedOn: number): Promise<number> {
  const version = { rules, basedOn, savedBy: "ada", reason: "pairs are no orders" };
  return transaction(database.pool, (tx) => saveRuleVersion(tx, version));
}

async function stateOf(database: TestDatabase, version: number) {
  return (await readRuleVersions(database.pool, 10)).find((row) => row.version === version);
}

async function casesOf(database: TestDatabase): Promise<number> {
  const { rows } = await database.pool.query<{ cases: number }>("select count(*) as cases from process_case");
  return rows[0]?.cases ?? -1;
}

test("rules saved in the console are projected with beside the live picture, which is switched whole while events go on", async () => {
  const [database, topic, records] = [await newDatabase(), await newTopic(), orderRecords(140, PARTITIONS)];
  const [first, later] = [records.slice(0, 500), records.slice(500)];
  await produce(kafka.bootstrap, topic, first);
  workerOn(database, topic);
  await caughtUp(database.pool, kafka.bootstrap, topic, WITHIN_MS);
  const before = await casesOf(database);

  const version = await save(database, byOrderAlone(topic), 0);
  await produce(kafka.bootstrap, topic, later);
  const done = await eventually(
    "the rules to be in force",
    async () => {
      const row = await stateOf(database, version);
      return row?.state === "in-force" || row?.state === "failed" ? row : null;
    },
    WITHIN_MS,
  );
  await caughtUp(database.pool, kafka.bootstrap, topic, WITHIN_MS);

  assert.deepEqual([done.state, done.detail], ["in-force", ""]);
  assert.ok((await casesOf(database)) > before, "pairs have become two orders");
  const reference = await newDatabase();
  const rules = rulesInForce([
    ...byOrderAlone(topic).map(({ rule }) => rule),
    DecodeRule.parse({ topic, process: "retail" }),
  ]);
  await (await createIntake(reference.pool, rules, topic))(records);
  assert.deepEqual(await readProjection(database.pool), await readProjection(reference.pool));
});

test("who saves rules that were made from older ones is told so, and nothing is overwritten", async () => {
  const database = await newDatabase();
  await save(database, byOrderAlone("orders"), 0);

  await assert.rejects(
    save(database, [], 0),
    (error) => error instanceof Failure && error.code === "conflict" && /saved rules 1 meanwhile/.test(error.message),
  );

  assert.equal(await save(database, [], 1), 2);
  assert.equal((await stateOf(database, 1))?.state, "replaced");
});

test("a batch that was decoded under rules that are not in force any more is refused", async () => {
  const database = await newDatabase();
  const intake = await createIntake(database.pool);
  await database.pool.query("insert into projection (fold_version, rule_version) values ($1, 7)", [FOLD_VERSION]);

  await assert.rejects(intake(orderRecords(2, PARTITIONS)), /Rules 7 are in force by now.*decoded under rules 0/);

  assert.equal(await casesOf(database), 0);
});
