import assert from "node:assert/strict";
import { after, test } from "node:test";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { JUDGED_TABLES, REBUILT_TABLES } from "@/lib/store/rebuild/fresh-tables";
import { readProjection } from "@/lib/store/table-hash.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { orderRecords } from "../orders.test-support";
import { envelope } from "../poison.test-support";
import { projectQuarantined } from "../project-quarantined";
import { eventually } from "../worker.test-support";
import { createIntake, RULES, readShape, rebuildOf, startRebuild } from "./rebuild.test-support";

const PARTITIONS = 4;
const databases: TestDatabase[] = [];
after(async () => {
  for (const database of databases) await database.stop();
});

async function newDatabase(): Promise<TestDatabase> {
  const database = await startTestDatabase();
  databases.push(database);
  return database;
}

async function count(database: TestDatabase, what: string): Promise<number> {
  const { rows } = await database.pool.query<{ found: number }>(`select count(*) as found from ${what}`);
  return rows[0]?.found ?? -1;
}

test("whatever has become of cases and figures, a rebuild makes them from the log as they were, in tables of the same shape", async () => {
  const database = await newDatabase();
  await (await createIntake(database.pool))(orderRecords(60, PARTITIONS));
  const [before, shape] = [await readProjection(database.pool), await readShape(database.pool)];
  await database.pool.query("update activity_rollup set occurrences = occurrences + 7");
  await database.pool.query("delete from edge_rollup");
  await database.pool.query("update process_case set status = 'canceled', state = '{}', event_count = 1");

  const counts = await rebuildOf(database.connectionString);

  assert.equal(counts.records, orderRecords(60, PARTITIONS).length);
  assert.deepEqual(await readProjection(database.pool), before);
  assert.deepEqual(await readShape(database.pool), shape);
  assert.equal(await count(database, "pg_namespace where nspname like 'rebu%'"), 0);
});

test("a rebuild that is killed goes on where it was, while ingest goes on too", async () => {
  const database = await newDatabase();
  const records = orderRecords(160, PARTITIONS);
  const intake = await createIntake(database.pool);
  await intake(records.slice(0, 600));
  const killed = startRebuild(database.connectionString);
  const done = await eventually("the rebuild to be in the middle", async () => {
    if ((await count(database, "pg_tables where schemaname = 'rebuild' and tablename = 'progress'")) === 0) return null;
    const records = await count(database, "rebuild.event");
    return records >= 60 ? records : null;
  });
  killed.child.kill("SIGKILL");
  await killed.ended;
  await intake(records.slice(600, 700));

  const { ended } = startRebuild(database.connectionString);
  for (let at = 700; at < records.length; at += 20) await intake(records.slice(at, at + 20));
  const output = await ended;

  assert.ok(done < 600, "it was killed in the middle");
  assert.match(output, /Going on with the rebuild that was begun[\s\S]*exit 0/);
  const undisturbed = await newDatabase();
  await (await createIntake(undisturbed.pool))(records);
  assert.deepEqual(await readProjection(database.pool), await readProjection(undisturbed.pool));
  assert.equal(await count(database, "event"), records.length);
});

test("ingest that comes while the tables are switched waits, and its remembered words still fit", async () => {
  const database = await newDatabase();
  const records = orderRecords(90, PARTITIONS);
  const intake = await createIntake(database.pool);
  await intake(records.slice(0, 300));
  let isOver = false;
  const rebuilding = rebuildOf(database.connectionString).finally(() => {
    isOver = true;
  });
  let at = 300;
  for (; at < records.length && !isOver; at += 10) await intake(records.slice(at, at + 10));
  await rebuilding;

  await intake(records.slice(at));

  const undisturbed = await newDatabase();
  await (await createIntake(undisturbed.pool))(records);
  assert.deepEqual(await readProjection(database.pool), await readProjection(undisturbed.pool));
});

test("records that were in quarantine and can be read now are projected, whoever takes them out meanwhile", async () => {
  const database = await newDatabase();
  const wrong = rulesInForce([DecodeRule.parse({ topic: "orders", format: "cloudevents", process: "retail" })]);
  const mended = [1, 2, 3].map((order) => ({ partition: 0, value: Buffer.from(`{"orderId":"${order}"}`) }));
  const poison = { partition: 0, value: Buffer.from("no JSON") };
  await (await createIntake(database.pool, wrong))([...mended, poison]);
  assert.equal(await count(database, "quarantine where state = 'open'"), 4);
  const ids = await database.pool.query<{ quarantine_id: number }>("select quarantine_id from quarantine order by 1");
  const takenOut = ids.rows.slice(0, 1).map(({ quarantine_id }) => quarantine_id);
  const onStage = async (words: string) => {
    if (!words.startsWith("Holding")) return;
    await projectQuarantined({ pool: database.pool, quarantineIds: takenOut, rulesOf: () => RULES });
  };

  await rebuildOf(database.connectionString, { onStage });

  assert.equal(await count(database, "quarantine where state = 'projected'"), 3);
  assert.equal(await count(database, "quarantine where state = 'open'"), 1);
  const undisturbed = await newDatabase();
  await (await createIntake(undisturbed.pool))([...mended, poison]);
  assert.deepEqual(await readProjection(database.pool), await readProjection(undisturbed.pool));
  assert.equal(await count(database, "event"), 3);
});

test("what an operator takes out of the quarantine after the rebuild has met it is not forgotten", async () => {
  const database = await newDatabase();
  const wrong = rulesInForce([DecodeRule.parse({ topic: "orders", format: "cloudevents", process: "retail" })]);
  const records = [1, 2, 3].map((order) => ({ partition: 0, value: Buffer.from(`{"orderId":"${order}"}`) }));
  await (await createIntake(database.pool, wrong))(records);
  const onStage = async (words: string) => {
    if (!words.startsWith("Holding")) return;
    const { rows } = await database.pool.query<{ quarantine_id: number }>("select quarantine_id from quarantine");
    const quarantineIds = rows.map(({ quarantine_id }) => quarantine_id);
    await projectQuarantined({ pool: database.pool, quarantineIds, rulesOf: () => RULES });
  };

  await rebuildOf(database.connectionString, { onStage, rulesOf: () => null });

  const undisturbed = await newDatabase();
  await (await createIntake(undisturbed.pool))(records);
  assert.deepEqual(await readProjection(database.pool), await readProjection(undisturbed.pool));
  assert.equal(await count(database, "event"), 3);
});

test("events that today's rules ignore are not dropped unless that was agreed to", async () => {
  const database = await newDatabase();
  await (await createIntake(database.pool))([{ partition: 0, value: envelope({ orderId: "1" }) }]);
  const before = await readProjection(database.pool);
  const ignoring = rulesInForce([DecodeRule.parse({ topic: "orders", format: "ignore" })]);

  const asked = { rulesOf: () => ignoring };
  await assert.rejects(
    rebuildOf(database.connectionString, asked),
    /ignore 1 records that have events.*--drop-ignored/,
  );

  assert.deepEqual(await readProjection(database.pool), before);
  const counts = await rebuildOf(database.connectionString, { ...asked, mayDropIgnored: true });
  assert.equal(counts.ignored, 1);
  assert.equal(await count(database, "event"), 0);
});

test("a payload that was cut or dropped keeps the events that were made of it", async () => {
  const database = await newDatabase();
  const intake = await createIntake(database.pool);
  await intake(orderRecords(20, PARTITIONS));
  await database.pool.query("update event set value = null, headers = null, record_key = null where position % 2 = 0");
  const before = await readProjection(database.pool);

  const counts = await rebuildOf(database.connectionString);

  assert.ok(counts.kept > 20);
  assert.deepEqual(await readProjection(database.pool), before);
});

test("a program with another fold is refused, batch by batch, and a rebuild is the way out", async () => {
  const database = await newDatabase();
  const intake = await createIntake(database.pool);
  const records = orderRecords(10, PARTITIONS);
  await intake(records.slice(0, 30));
  await database.pool.query("insert into projection (fold_version) values (0)");

  await assert.rejects(intake(records.slice(30)), /made by version 0 of the fold.*throughline rebuild/);
  await rebuildOf(database.connectionString);

  await intake(records.slice(30));
  assert.equal(await count(database, "event"), records.length);
});

test("a source that is not configured any more keeps its events", async () => {
  const database = await newDatabase();
  await (await createIntake(database.pool))(orderRecords(5, PARTITIONS));
  const before = await readProjection(database.pool);

  const counts = await rebuildOf(database.connectionString, { rulesOf: () => null });

  assert.equal(counts.kept, counts.records);
  assert.deepEqual(await readProjection(database.pool), before);
});

test("a migration that comes in the middle keeps the tables of the old schema from being switched in", async () => {
  const database = await newDatabase();
  await (await createIntake(database.pool))(orderRecords(2, PARTITIONS));
  const onStage = async (words: string) => {
    if (!words.startsWith("Holding")) return;
    await database.pool.query(`insert into _prisma_migrations (id, checksum, migration_name, finished_at)
      values ('1', '', '99990101000000_to_come', now())`);
  };

  await assert.rejects(rebuildOf(database.connectionString, { onStage }), /migration has changed the schema/);

  await rebuildOf(database.connectionString);
  assert.equal(await count(database, "event"), orderRecords(2, PARTITIONS).length);
});

test("two rebuilds at once are one too many", async () => {
  const database = await newDatabase();
  await (await createIntake(database.pool))(orderRecords(20, PARTITIONS));

  const outcomes = await Promise.allSettled([1, 2].map(() => rebuildOf(database.connectionString)));

  const refused = outcomes.filter(({ status }) => status === "rejected");
  assert.ok(refused.length <= 1);
  for (const outcome of refused) {
    assert.match(String(outcome.status === "rejected" && outcome.reason), /under way in another process/);
  }
});

test("every table of cases and every rollup is made anew by a rebuild, or judged again after it", async () => {
  const database = await newDatabase();
  const { rows } = await database.pool.query<{ table_name: string }>(`
    select distinct table_name from information_schema.columns
    where table_schema = 'public' and (column_name = 'case_id' or table_name ~ '_rollup$|^dead_letter') and table_name <> 'operation_item'`);

  assert.deepEqual(rows.map(({ table_name }) => table_name).sort(), [...REBUILT_TABLES, ...JUDGED_TABLES].sort());
});
