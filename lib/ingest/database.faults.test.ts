import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import process from "node:process";
import { after, before } from "node:test";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { startPostgres } from "@/lib/local/postgres";
import { makeTestFolder, removeTestFolder } from "@/lib/local/test-folder.test-support";
import { migrate } from "@/lib/store/migrate";
import { faultTest, timesOf } from "./fault-book.test-support";
import { createFaultLab, lastingPool, readProgress, sourceState, untilProgress } from "./fault-lab.test-support";
import { orderRecords } from "./orders.test-support";
import { mountSmallDisk } from "./small-disk.test-support";
import { eventually, produce } from "./worker.test-support";

const PARTITIONS = 4;
const KILLS = timesOf("THROUGHLINE_FAULT_DATABASE_KILLS", 8);
/** Room for some thousand events, and for all of them. */
const [SMALL_MB, LARGE_MB] = [4, 256];

let kafka: TestKafka;
let folder: string;
const lab = createFaultLab(() => kafka.bootstrap);
before(async () => {
  kafka = await startKafkaForTests();
  folder = await makeTestFolder("database");
  chmodSync(folder, 0o755);
});
after(async () => {
  await lab.stop();
  await kafka.stop();
  removeTestFolder(folder);
});

const start = (preferredPort: number) => startPostgres({ dataDir: folder, preferredPort, log: () => undefined });

faultTest(`PostgreSQL is killed ${KILLS} times, and once again while it is being recovered`, async () => {
  let postgres = await start(0);
  const { connectionString, port } = postgres;
  const topic = await lab.newTopic(PARTITIONS);
  const pool = lastingPool(connectionString);
  await migrate(pool);
  const records = orderRecords(300 * (KILLS + 1), PARTITIONS);
  const share = Math.ceil(records.length / (KILLS + 1));
  await produce(kafka.bootstrap, topic, records.slice(0, share));
  const worker = lab.workerOn({ databaseUrl: connectionString, topic, batchRecords: 50 });
  await untilProgress(pool, topic, 0);
  let slowest = 0;

  for (let kill = 1; kill <= KILLS; kill++) {
    process.kill(-postgres.process.pid, "SIGKILL");
    await postgres.process.exited;
    await produce(kafka.bootstrap, topic, records.slice(kill * share, (kill + 1) * share));
    postgres = await start(port);
    if (kill === KILLS) {
      process.kill(-postgres.process.pid, "SIGKILL");
      await postgres.process.exited;
      postgres = await start(port);
    }
    const before = await eventually("the database to answer", () => readProgress(pool, topic));
    slowest = Math.max(slowest, await untilProgress(pool, topic, before));
  }
  await lab.caughtUp(pool, topic);
  assert.equal(await Promise.race([worker.exited, "runs"]), "runs", "the worker ended instead of waiting");
  await worker.stop();
  const figures = await lab.judge(pool, topic);
  await pool.end();
  await postgres.stop();
  return { ...figures, "ready → next commit, slowest": `${(slowest / 1_000).toFixed(1)} s` };
});

faultTest("the disk of the events is full, and then has space again", async (context) => {
  const disk = mountSmallDisk(SMALL_MB);
  if (disk === null) {
    process.stdout.write("! SKIPPED: a full disk. It needs root and mount -t tmpfs.\n");
    context.diagnostic("skipped: it needs root and mount -t tmpfs");
    return null;
  }
  try {
    return await fillAndGrow(disk);
  } finally {
    disk.unmount();
  }
});

async function fillAndGrow(disk: NonNullable<ReturnType<typeof mountSmallDisk>>) {
  const postgres = await start(0);
  const pool = lastingPool(postgres.connectionString);
  try {
    await pool.query("drop schema public cascade; create schema public");
    await migrate(pool);
    await pool.query(`create tablespace small location '${disk.folder}'`);
    await pool.query("alter table event set tablespace small");
    const topic = await lab.newTopic(PARTITIONS);
    const records = orderRecords(3_000, PARTITIONS);
    await produce(kafka.bootstrap, topic, records);
    const worker = lab.workerOn({ databaseUrl: postgres.connectionString, topic, batchRecords: 500 });

    const told = await eventually("the full disk to be told", async () => {
      const { state, detail } = await sourceState(pool);
      return state === "degraded" && /space|full/i.test(detail) ? detail : null;
    });
    const quarantined = await pool.query("select from quarantine");
    assert.equal(quarantined.rowCount, 0, "good records were taken for poison because the disk was full");
    disk.resize(LARGE_MB);
    const spaceAt = performance.now();
    await lab.caughtUp(pool, topic);
    const recovery = performance.now() - spaceAt;
    await eventually("the source to be well", async () => (await sourceState(pool)).state === "running" || null);
    await worker.stop();
    const figures = await lab.judge(pool, topic);
    return { ...figures, "space → caught up": `${(recovery / 1_000).toFixed(1)} s`, said: `"${told.slice(0, 90)}"` };
  } finally {
    await pool.end();
    await postgres.stop();
  }
}
