import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { silentLog } from "@/lib/platform/log";
import { readStuckFacts, readStuckReport } from "@/lib/query/stuck";
import { createSidePool } from "@/lib/store/database";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { committingOn, createEventStream } from "../projecting.test-support";
import { eventually } from "../worker.test-support";
import { keepWatch, type WatchRules } from "./keep-watch";
import { eventOf, orderEvents, SHOP, STEPS } from "./shop.test-support";

const HISTORY = 150;
const MINUTE_MS = 60_000;

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

async function shop() {
  await database.pool.query(
    "truncate source, stream, event, correlation_key, process_case, stuck_case, wait_profile, process_watch, edge_rollup, edge_duration_rollup, variant_rollup, case_rollup, activity_rollup",
  );
  const stream = await createEventStream(committingOn(database.pool), "orders/0");
  await database.pool.query("update source set state = 'running', beat_at = now() + interval '1 hour'");
  const placedAt = Date.now() - 60 * MINUTE_MS;
  await stream.take(
    Array.from({ length: HISTORY }, (_, order) => orderEvents(`o${order}`, placedAt + order * 1_000)).flat(),
  );
  return stream;
}

/** The watcher as a worker runs it, only oftener. */
async function watching<Answer>(rules: WatchRules, work: () => Promise<Answer>): Promise<Answer> {
  const stopping = new AbortController();
  const pool = createSidePool(database.pool);
  const watch = keepWatch({ pool, rules, log: silentLog, everyMs: 100 }, stopping.signal);
  try {
    return await work();
  } finally {
    stopping.abort();
    await watch;
    await pool.end();
  }
}

const report = () => readStuckReport(database.pool, { limit: 50 }, Date.now());
const stuckLabels = async () => (await report()).items.map(({ caseLabel }) => caseLabel);
const isJudged = async () => {
  const { rows } = await database.pool.query("select from wait_profile where standing in ('judged', 'set')");
  return rows.length > 0 ? true : null;
};

test("a payment that emits nothing is found as stuck, and recovers when it comes", async () => {
  const stream = await shop();
  const unpaidAt = Date.now() - 10 * MINUTE_MS;
  await stream.take([...orderEvents("o900", unpaidAt, 1), ...orderEvents("o901", Date.now() - 2_000, 1)]);

  await watching([], async () => {
    await eventually("the unpaid order to be stuck", async () => ((await report()).count > 0 ? true : null));
    const [stuck] = (await report()).items;
    assert.ok(stuck !== undefined);
    assert.deepEqual(await stuckLabels(), ["orderId:o900"]);
    assert.deepEqual(
      [stuck.activity, stuck.n, stuck.since],
      ["OrderPlaced", HISTORY, new Date(unpaidAt).toISOString()],
    );
    assert.deepEqual(stuck.expected, [{ activity: "PaymentReceived", producer: "Payment", share: 1 }]);
    assert.match(stuck.text, /^waits 10 min after OrderPlaced; 99% continue within 30 s \(n = 150\)$/);

    await stream.take([eventOf("o900", STEPS[1], Date.now())]);
    assert.equal((await report()).count, 0, "the event alone takes it out, before the watcher looks again");
    assert.equal(await readStuckFacts(database.pool, stuck.caseId, Date.now()), null);
    await eventually("its row to go", async () =>
      (await database.pool.query("select from stuck_case")).rowCount === 0 ? true : null,
    );
  });
});

test("while its source lags no case is judged, and it says so", async () => {
  const stream = await shop();
  await stream.take(orderEvents("o900", Date.now() - 10 * MINUTE_MS, 1));
  await database.pool.query(
    "update stream set end_position = next_position + 1200, last_recorded_at = now() - interval '5 minutes'",
  );

  await watching([], async () => {
    const paused = await eventually("the process to be told", async () => (await report()).paused[0] ?? null);
    assert.deepEqual(paused, {
      process: SHOP,
      detail: 'The source "kafka" lags by 1,200 records: its cases are not judged until it has caught up.',
    });
    assert.equal((await report()).count, 0);

    await database.pool.query("update stream set end_position = next_position");
    await eventually("it to be judged", async () => ((await report()).count === 1 ? true : null));
  });
});

test("a case with an open incident has a cause that is known, and is not stuck beside", async () => {
  const stream = await shop();
  await stream.take(orderEvents("o900", Date.now() - 10 * MINUTE_MS, 1));

  await watching([], async () => {
    await eventually("the order to be stuck", async () => ((await report()).count === 1 ? true : null));
    await database.pool.query("update process_case set open_incidents = 1 where lead_value = 'o900'");
    assert.equal((await report()).count, 0);
  });
});

test("a setting of the process overrules its history, in both directions", async () => {
  const stream = await shop();
  await stream.take([
    ...orderEvents("o900", Date.now() - 10 * MINUTE_MS, 1),
    ...orderEvents("o901", Date.now() - 90_000, 2),
  ]);

  await watching([{ process: SHOP, stuckAfterSeconds: 300 }], async () => {
    await eventually("the older one to be stuck", async () => ((await report()).count > 0 ? true : null));
    assert.deepEqual(await stuckLabels(), ["orderId:o900"]);
    assert.match((await report()).items[0]?.text ?? "", /more than 5 min is stuck by the setting of its process/);
  });
  await watching([{ process: SHOP, stuckAfterSeconds: null }], async () => {
    await eventually("none to be stuck", async () => ((await report()).count === 0 ? true : null));
  });
});

test("of a hundred cases that stop at once at one place the place is told, not each of them", async () => {
  const stream = await shop();
  const at = Date.now() - 10 * MINUTE_MS;
  await stream.take(Array.from({ length: 100 }, (_, order) => orderEvents(`o${900 + order}`, at, 1)).flat());

  await watching([], async () => {
    const place = await eventually("the place to be told", async () =>
      (await isJudged()) === null
        ? null
        : ((await report()).places.find(({ standing }) => standing === "silent") ?? null),
    );
    assert.deepEqual([place.activity, place.waiting, (await report()).count], ["OrderPlaced", 100, 0]);
  });
});
