import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { parseConfiguration } from "@/lib/platform/configuration";
import { silentLog } from "@/lib/platform/log";
import { createIngestMetrics } from "@/lib/platform/metrics";
import { createOutboxSource } from "@/lib/sources/outbox/outbox-source";
import { createSidePool } from "@/lib/store/database";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { createProjectionWords } from "./projection-words";
import { runSource } from "./run-source";
import { eventually } from "./worker.test-support";

let ours: TestDatabase;
let theirs: TestDatabase;
before(async () => {
  [ours, theirs] = [await startTestDatabase(), await startTestDatabase()];
  await theirs.pool.query(`create table outbox (
    seq bigint generated always as identity primary key, event_id text not null, kind text, at timestamptz default clock_timestamp(),
    body jsonb)`);
});
after(async () => {
  await theirs.stop();
  await ours.stop();
});

/** The outbox is read until it is stopped. */
function startReading() {
  const text = JSON.stringify({
    database: { url: ours.connectionString },
    sources: [
      {
        id: "shop",
        kind: "outbox",
        url: theirs.connectionString,
        table: "public.outbox",
        columns: { key: "seq", id: "event_id", type: "kind", time: "at", payload: "body" },
        topics: [{ topic: "public.outbox", process: "shop", keys: [{ name: "orderId", path: "$.data.orderId" }] }],
        pollMs: 50,
        overlapSeconds: 1,
      },
    ],
  });
  const [source] = parseConfiguration(text, { file: "test", environment: {} }).sources;
  if (source?.kind !== "outbox") throw new Error("an outbox was configured");
  const stopping = new AbortController();
  const parts = {
    pool: ours.pool,
    words: createProjectionWords(createSidePool(ours.pool)),
    worker: { name: "test", lockKey: 1 },
    metrics: createIngestMetrics(),
    log: silentLog,
  };
  const run = {
    source: createOutboxSource({ configuration: source, batchRecords: 100, log: silentLog }),
    kind: "outbox" as const,
    isRecorded: false,
    rulesOf: () => rulesInForce(source.topics),
    engines: [],
  };
  const running = runSource(run, parts, stopping.signal);
  return async () => {
    stopping.abort();
    await running;
  };
}

const INSERT = "insert into outbox (event_id, kind, body) values ($1, 'OrderPlaced', $2)";
const place = (id: string, sql: { query(text: string, values: unknown[]): Promise<unknown> } = theirs.pool) =>
  sql.query(INSERT, [id, JSON.stringify({ orderId: id })]);

async function one<Value>(sql: string): Promise<Value> {
  const { rows } = await ours.pool.query<{ value: Value }>(`select (${sql}) as value`);
  return rows[0]?.value as Value;
}

const counted = (cases: number) =>
  eventually(`${cases} orders`, async () =>
    (await one<number>("select count(*) from process_case")) >= cases ? true : null,
  );
const state = (wanted: string) =>
  eventually(`the source to be ${wanted}`, async () =>
    (await one<string>("select state from source where name = 'shop'")) === wanted ? true : null,
  );

test("a row that is committed long after rows with greater keys is not lost, and none counts twice", async () => {
  const slow = await theirs.pool.connect();
  await slow.query("begin");
  await place("late", slow);
  for (let id = 0; id < 250; id++) await place(`order-${id}`);
  const stop = startReading();
  await counted(250);
  await place("next");
  await counted(251);
  await theirs.pool.query("select pg_sleep(2.5)"); // the overlap is over, and the transaction still open

  await slow.query("commit");
  slow.release();
  await counted(252);

  await eventually("the place to have moved behind all of them", async () =>
    (await one<string>("select place from stream")) === "252" ? true : null,
  );
  await stop();
  assert.deepEqual(
    [
      await one("select sum(event_count) from process_case"),
      await one("select count(*) from event"),
      await one("select next_position from stream"),
      await one("select count(*) from quarantine"),
    ],
    [252, 252, 252, 0],
  );
});

test("a database that goes away is reported, and read on when it is back", async () => {
  const name = new URL(theirs.connectionString).pathname.slice(1);
  const stop = startReading();
  await state("running");
  await ours.pool.query(`alter database ${name} allow_connections false`);
  await ours.pool.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  await state("degraded");
  assert.match(await one("select detail from source where name = 'shop'"), /public\.outbox at 127\.0\.0\.1/);

  await ours.pool.query(`alter database ${name} allow_connections true`);
  await eventually("the database to be back", () =>
    place("after").then(
      () => true as const,
      () => null,
    ),
  );
  await counted(253);

  await state("running");
  await stop();
  assert.equal(await one("select state from source where name = 'shop'"), "stopped");
  assert.equal(await one("select sum(event_count) from process_case"), 253);
});
