import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { createSidePool } from "@/lib/store/database";
import { readProjection } from "@/lib/store/table-hash.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { orderRecords } from "./orders.test-support";
import { envelope } from "./poison.test-support";
import { emptyProjection } from "./projecting.test-support";
import { createProjectionWords } from "./projection-words";
import { createIntake, rebuildOf } from "./rebuild/rebuild.test-support";
import { readRetention, runRetention } from "./retention";

const ENDING = rulesInForce([DecodeRule.parse({ topic: "orders", process: "retail", ends: ["OrderCompletedEvent"] })]);
/** The orders of the tests are of November 2026. */
const NEXT_YEAR = Date.UTC(2027, 6, 1);
const ROLLUPS = /_rollup$/;

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());
beforeEach(() => emptyProjection(database.pool));

function retention(rules: { payloadDays?: number; caseDays?: number }, now = NEXT_YEAR) {
  const { pool } = database;
  const words = createProjectionWords(createSidePool(pool));
  return { pool, words, rules: { payloadDays: null, caseDays: null, everyHours: 24, ...rules }, now };
}

const run = (parts: ReturnType<typeof retention>) => runRetention(parts, new AbortController().signal);

async function count(what: string): Promise<number> {
  const { rows } = await database.pool.query<{ found: number }>(`select count(*) as found from ${what}`);
  return rows[0]?.found ?? -1;
}

async function rollups() {
  const tables = Object.entries(await readProjection(database.pool));
  return Object.fromEntries(tables.filter(([name]) => ROLLUPS.test(name)));
}

test("cases that ended long ago go with all that they had, the others and every figure stay, also after a rebuild", async () => {
  const intake = await createIntake(database.pool, ENDING);
  await intake(orderRecords(30, 3));
  await intake([{ partition: 0, value: envelope({ orderId: "still open" }) }]);
  const [figures, ended] = [await rollups(), await count("process_case where status = 'ended'")];
  assert.deepEqual(await readRetention(retention({ caseDays: 90 })), { cases: ended, payloads: 0 });

  const dropped = await run(retention({ caseDays: 90 }));

  assert.deepEqual([dropped.cases, ended > 10, await count("process_case")], [ended, true, 1]);
  assert.equal(await count("event"), 1);
  assert.equal(await count("correlation_key where case_id not in (select case_id from process_case)"), 0);
  assert.deepEqual(await rollups(), figures);
  await rebuildOf(database.connectionString, { rulesOf: () => ENDING });
  assert.deepEqual(await rollups(), figures);
  assert.equal((await run(retention({ caseDays: 90 }))).cases, 0);
});

test("payloads go by their age, and cases can still be folded anew", async () => {
  const intake = await createIntake(database.pool, ENDING);
  await intake(orderRecords(12, 2));
  const { event: _, ...before } = await readProjection(database.pool);

  assert.equal((await run(retention({ payloadDays: 30 }, Date.UTC(2026, 10, 23)))).payloads, 0);
  const dropped = await run(retention({ payloadDays: 30 }));

  assert.equal(dropped.payloads, await count("event"));
  assert.equal(await count("event where value is not null or headers is not null or record_key is not null"), 0);
  await rebuildOf(database.connectionString, { rulesOf: () => ENDING });
  const { event: __, ...rebuilt } = await readProjection(database.pool);
  assert.deepEqual(rebuilt, before);
});

test("an event that comes for a case that was dropped begins it anew", async () => {
  const intake = await createIntake(database.pool, ENDING);
  await intake(orderRecords(3, 1));
  await run(retention({ caseDays: 90 }));

  await intake([{ partition: 0, value: envelope({ orderId: "order-1" }) }]);

  assert.equal(await count("process_case"), 1);
});

test("while a rebuild stands, cases wait: it would bring them back", async () => {
  const intake = await createIntake(database.pool, ENDING);
  await intake(orderRecords(5, 1));
  await database.pool.query("create schema rebuild; create table rebuild.run ()");

  assert.equal((await run(retention({ caseDays: 90 }))).cases, 0);

  await database.pool.query("drop schema rebuild cascade");
  assert.ok((await run(retention({ caseDays: 90 }))).cases > 0);
});
