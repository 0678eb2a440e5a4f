import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import type { Sql } from "@/lib/store/database";
import { faultTest, spread, timesOf } from "./fault-book.test-support";
import { createFaultLab, readProgress, shuffled, untilProgress } from "./fault-lab.test-support";
import { orderRecords } from "./orders.test-support";
import { produce } from "./worker.test-support";

const CRASHES = timesOf("THROUGHLINE_FAULT_CRASHES", 40);
const PARTITIONS = 4;
const ORDERS_PER_CRASH = 120;
/** So small that a kill finds a transaction under way more often than not. */
const BATCH = 40;

let kafka: TestKafka;
const lab = createFaultLab(() => kafka.bootstrap);
before(async () => {
  kafka = await startKafkaForTests();
});
after(async () => {
  await lab.stop();
  await kafka.stop();
});

async function countTransactions(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ open: number }>(
    `select count(*) as open from pg_stat_activity
     where application_name like 'throughline ingest%' and datname = current_database() and backend_xid is not null`,
  );
  return rows[0]?.open ?? 0;
}

faultTest(`a worker is killed at ${CRASHES} random instants`, async () => {
  const topic = await lab.newTopic(PARTITIONS);
  const { pool, connectionString } = await lab.newDatabase();
  const records = shuffled(orderRecords(ORDERS_PER_CRASH * CRASHES, PARTITIONS), 2_000);
  const share = Math.ceil(records.length / CRASHES);
  const recoveries: number[] = [];
  let insideTransactions = 0;

  for (let crash = 0; crash < CRASHES; crash++) {
    await produce(kafka.bootstrap, topic, records.slice(crash * share, (crash + 1) * share));
    const before = (await readProgress(pool, topic)) ?? 0;
    const worker = lab.workerOn({ databaseUrl: connectionString, topic, batchRecords: BATCH });
    if (crash % 5 === 4) await sleep(randomInt(2_000));
    else {
      recoveries.push(await untilProgress(pool, topic, before));
      await sleep(randomInt(250));
    }
    if ((await countTransactions(pool)) > 0) insideTransactions += 1;
    worker.kill("SIGKILL");
    await worker.exited;
  }
  const last = lab.workerOn({ databaseUrl: connectionString, topic });
  await lab.caughtUp(pool, topic);
  await last.stop();

  const figures = await lab.judge(pool, topic);
  assert.equal(figures["records"], records.length);
  return { ...figures, "inside a transaction": insideTransactions, "start → first commit": spread(recoveries) };
});
