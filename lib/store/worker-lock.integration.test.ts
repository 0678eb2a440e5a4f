import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { from as copyFrom } from "pg-copy-streams";
import { startTestDatabase, type TestDatabase } from "./test-database.test-support";
import { applicationNameOf, createWorkerLock, endTransactionsOfSilentWorkers } from "./worker-lock";

const [SILENT, LIVING] = [4_711, 4_712];
const WITHIN_MS = 60_000;

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

/** A worker's connection in the middle of a COPY that brings no more rows. */
async function stuckInCopy(lockKey: number) {
  const pool = database.open({ applicationName: applicationNameOf(lockKey), connectionsMax: 1 });
  const client = await pool.connect();
  client.on("error", () => undefined);
  await client.query("begin");
  client.query(copyFrom("copy variant from stdin")).on("error", () => undefined);
  return () => client.release(true);
}

async function readStuck(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select application_name as name from pg_stat_activity
     where datname = current_database() and xact_start is not null and query like 'copy variant%' order by 1`,
  );
  return rows.map(({ name }) => name);
}

test("a worker that froze in the middle of a COPY loses its transaction to the others, one that lives does not", async () => {
  const lock = createWorkerLock(database.pool, LIVING);
  assert.ok(await lock.hold());
  const releases = [await stuckInCopy(SILENT), await stuckInCopy(LIVING)];
  assert.deepEqual(await readStuck(), [applicationNameOf(SILENT), applicationNameOf(LIVING)]);

  const until = performance.now() + WITHIN_MS;
  while ((await readStuck()).includes(applicationNameOf(SILENT)) && performance.now() < until) {
    await lock.hold();
    await endTransactionsOfSilentWorkers(database.pool);
    await sleep(200);
  }

  assert.deepEqual(await readStuck(), [applicationNameOf(LIVING)]);
  for (const release of releases) release();
  await lock.release();
});
