import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import type { Pool } from "@/lib/store/database";
import { faultTest, timesOf } from "./fault-book.test-support";
import { createFaultLab, readProgress, shuffled, untilProgress } from "./fault-lab.test-support";
import { orderRecords } from "./orders.test-support";
import { eventually, produce, type RunningWorker } from "./worker.test-support";

const PARTITIONS = 10;
const STORM_SECONDS = timesOf("THROUGHLINE_FAULT_STORM_SECONDS", 40);
const STORM_WORKERS = 5;
const ONE_EVERY_MS = 2_000;
const CAUGHT_WITHIN_MS = 120_000;
/** So small that there are enough of them to be caught in. */
const SMALL_BATCH = 5;

let kafka: TestKafka;
const lab = createFaultLab(() => kafka.bootstrap);
before(async () => {
  kafka = await startKafkaForTests();
});
after(async () => {
  await lab.stop();
  await kafka.stop();
});

/** Streams that this worker owns; its name has its process id in it. */
async function countOwned(pool: Pool, worker: RunningWorker): Promise<number> {
  const { rowCount } = await pool.query("select from stream where owner like $1", [`%-${worker.pid}-%`]);
  return rowCount ?? 0;
}

/** Freezes a worker while a statement of its batch fits, and it stays so: PostgreSQL waits for it, and not the other way round. */
async function freezeWhile(pool: Pool, worker: RunningWorker, condition: string): Promise<void> {
  const stands = `select from pg_stat_activity where application_name like 'throughline ingest%' and datname = current_database()
    and backend_xid is not null and wait_event = 'ClientRead' and ${condition}`;
  const until = performance.now() + CAUGHT_WITHIN_MS;
  while (performance.now() < until) {
    if ((await pool.query(stands)).rowCount === 0) continue; // a statement lasts a millisecond: no pause
    worker.kill("SIGSTOP");
    await sleep(150);
    if (((await pool.query(stands)).rowCount ?? 0) > 0) return;
    worker.kill("SIGCONT");
  }
  throw new Error("the worker was not caught in its transaction");
}

/** One of two workers freezes, the other takes over all and ends the topic; then the zombie wakes up. */
async function freezeAndWake(condition: string | null) {
  const records = shuffled(orderRecords(1_200, PARTITIONS), 1_000);
  const topic = await lab.newTopic(PARTITIONS);
  const { pool, connectionString } = await lab.newDatabase();
  const half = records.length >> 1;
  await produce(kafka.bootstrap, topic, records.slice(0, half));
  const zombie = lab.workerOn({ databaseUrl: connectionString, topic, batchRecords: SMALL_BATCH });
  await untilProgress(pool, topic, 0);
  if (condition === null) zombie.kill("SIGSTOP");
  else await freezeWhile(pool, zombie, condition);
  const frozenAt = performance.now();
  const before = (await readProgress(pool, topic)) ?? 0;
  const successor = lab.workerOn({ databaseUrl: connectionString, topic });
  const owned = await countOwned(pool, zombie);
  assert.ok(owned > 0, "the worker owned nothing when it froze");
  await eventually("all streams to be taken over", async () => (await countOwned(pool, zombie)) === 0 || null, 120_000);
  const takeover = performance.now() - frozenAt;

  await produce(kafka.bootstrap, topic, records.slice(half));
  await untilProgress(pool, topic, before);
  zombie.kill("SIGCONT");
  await lab.caughtUp(pool, topic);
  await Promise.all([zombie.stop(), successor.stop()]);
  return { ...(await lab.judge(pool, topic)), "all streams taken over": `${(takeover / 1_000).toFixed(1)} s` };
}

faultTest("a worker freezes at a random instant and wakes up as a zombie", () => freezeAndWake(null));

faultTest("a worker freezes between two statements of a transaction and wakes up", () =>
  freezeAndWake("state = 'idle in transaction'"),
);

/** Here none of PostgreSQL's timeouts counts: its successor must end the transaction. */
faultTest("a worker freezes in the middle of a COPY and wakes up", () =>
  freezeAndWake("state = 'active' and query like 'copy event%'"),
);

faultTest(
  `${STORM_WORKERS} workers come and go for ${STORM_SECONDS} s, one every ${ONE_EVERY_MS / 1_000} s`,
  async () => {
    const topic = await lab.newTopic(PARTITIONS);
    const { pool, connectionString } = await lab.newDatabase();
    const records = shuffled(orderRecords(4_000, PARTITIONS), 3_000);
    await produce(kafka.bootstrap, topic, records);
    const startOne = () => lab.workerOn({ databaseUrl: connectionString, topic, batchRecords: 100 });
    const workers = Array.from({ length: STORM_WORKERS }, startOne);
    const until = performance.now() + STORM_SECONDS * 1_000;
    const ends = { stopped: 0, killed: 0 };

    while (performance.now() < until) {
      await sleep(ONE_EVERY_MS);
      const slot = randomInt(STORM_WORKERS);
      const worker = workers[slot];
      if (randomInt(2) === 0) {
        worker?.kill("SIGKILL");
        ends.killed += 1;
      } else {
        worker?.kill("SIGTERM");
        ends.stopped += 1;
      }
      workers[slot] = startOne();
    }
    const inStorm = (await readProgress(pool, topic)) ?? 0;
    await lab.caughtUp(pool, topic);
    await Promise.all(workers.map((worker) => worker.stop()));
    const during = inStorm >= records.length ? "all of it" : `${Math.round(inStorm / STORM_SECONDS)}/s`;
    return { ...(await lab.judge(pool, topic)), ...ends, "projected in the storm": during };
  },
);
