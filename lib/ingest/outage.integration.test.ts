import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync } from "node:fs";
import process from "node:process";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { getFiles, SERVERS } from "@/lib/local/java-servers.test-support";
import { type LocalKafka, startKafka } from "@/lib/local/kafka";
import { createTopics } from "@/lib/local/kafka-admin";
import { startPostgres } from "@/lib/local/postgres";
import { prepareKafka } from "@/lib/local/server-files";
import { makeTestFolder, removeTestFolder } from "@/lib/local/test-folder.test-support";
import { createPool, type Pool } from "@/lib/store/database";
import { migrate } from "@/lib/store/migrate";
import { readProjection } from "@/lib/store/table-hash.test-support";
import { startTestDatabase } from "@/lib/store/test-database.test-support";
import { orderRecords } from "./orders.test-support";
import { caughtUp, eventually, produce, type RunningWorker, startWorker } from "./worker.test-support";

const silent = () => undefined;
let kafka: LocalKafka;
let folder: string;
const workers: RunningWorker[] = [];
before(async () => {
  folder = await makeTestFolder("outage");
  chmodSync(folder, 0o755);
  kafka = await startKafka({
    dataDir: folder,
    files: getFiles(await prepareKafka(SERVERS)),
    preferredPort: 0,
    log: silent,
  });
});
after(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await kafka.stop();
  removeTestFolder(folder);
});

async function newTopic(): Promise<string> {
  const topic = `orders-${randomBytes(4).toString("hex")}`;
  await createTopics(kafka.bootstrap, [{ topic, partitions: 3 }]);
  return topic;
}

function workerOn(databaseUrl: string, topic: string): RunningWorker {
  const worker = startWorker({ databaseUrl, bootstrap: kafka.bootstrap, topics: [{ topic, process: "retail" }] });
  workers.push(worker);
  return worker;
}

async function stateOf(pool: Pool) {
  const { rows } = await pool.query<{ state: string; detail: string }>(
    "select state, detail from source where name = 'kafka'",
  );
  return rows[0] ?? { state: "unknown", detail: "" };
}

async function undisturbed(topic: string) {
  const database = await startTestDatabase();
  const worker = workerOn(database.connectionString, topic);
  await caughtUp(database.pool, kafka.bootstrap, topic);
  await worker.stop();
  const projection = await readProjection(database.pool);
  await database.stop();
  return projection;
}

test("PostgreSQL is killed in the middle: the worker waits, goes on by itself, and nothing is lost or doubled", async () => {
  const topic = await newTopic();
  const first = await startPostgres({ dataDir: folder, preferredPort: 0, log: silent });
  const pool = createPool({ connectionString: first.connectionString, applicationName: "test", onError: silent });
  await migrate(pool);
  const records = orderRecords(400, 3);
  const worker = workerOn(first.connectionString, topic);
  const producing = produce(kafka.bootstrap, topic, records.slice(0, 1_500));
  await eventually("the first events", async () =>
    (await pool.query("select from event limit 1")).rowCount === 1 ? true : null,
  );

  process.kill(-first.process.pid, "SIGKILL");
  await first.process.exited;
  await producing;
  await produce(kafka.bootstrap, topic, records.slice(1_500));
  const second = await startPostgres({ dataDir: folder, preferredPort: first.port, log: silent });
  assert.equal(second.port, first.port);

  await caughtUp(pool, kafka.bootstrap, topic, 20_000);
  assert.equal(await Promise.race([worker.exited, Promise.resolve("runs")]), "runs");
  await worker.stop();
  const projection = await readProjection(pool);
  await pool.end();
  await second.stop();
  assert.deepEqual(projection, await undisturbed(topic));
});

test("a broker that freezes is shown within 15 s, costs no CPU, and is read again by itself", async () => {
  const database = await startTestDatabase();
  const topic = await newTopic();
  const records = orderRecords(60, 3);
  const worker = workerOn(database.connectionString, topic);
  await produce(kafka.bootstrap, topic, records.slice(0, 100));
  await caughtUp(database.pool, kafka.bootstrap, topic);

  process.kill(-kafka.process.pid, "SIGSTOP");
  try {
    const isDegraded = async () => ((await stateOf(database.pool)).state === "degraded" ? true : null);
    await eventually("the freeze to be shown", isDegraded, 15_000);
    const cpuBefore = readCpuMs(worker.pid);
    await sleep(8_000);
    assert.ok(readCpuMs(worker.pid) - cpuBefore < 800, "it kept busy while the broker was away");
    assert.match((await stateOf(database.pool)).detail, /Kafka at /);
  } finally {
    process.kill(-kafka.process.pid, "SIGCONT");
  }

  await produce(kafka.bootstrap, topic, records.slice(100));
  await caughtUp(database.pool, kafka.bootstrap, topic, 30_000);
  await eventually(
    "the source to be well",
    async () => ((await stateOf(database.pool)).state === "running" ? true : null),
    30_000,
  );
  await worker.stop();
  const projection = await readProjection(database.pool);
  await database.stop();
  // A producer that the freeze caught may send again; what counts is that the projection is that of the topic.
  assert.deepEqual(projection, await undisturbed(topic));
});

test("a worker that finds no database waits for it, and one that finds another fold's projection says so and ends", async () => {
  const database = await startTestDatabase();
  const topic = await newTopic();
  const nowhere = workerOn("postgresql://127.0.0.1:1/nothing", topic);
  await eventually(
    "the wait to be told",
    async () => (/waiting for the database/.test(nowhere.output()) ? true : null),
    20_000,
  );
  await nowhere.stop();

  await database.pool.query("insert into projection (fold_version) values (0)");
  const stranger = workerOn(database.connectionString, topic);
  assert.equal(await stranger.exited, 1);
  assert.match(stranger.output(), /Run throughline rebuild/);
  await database.stop();
});

/** User and system time of a process, from the kernel's books (100 ticks a second on Linux). */
function readCpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
