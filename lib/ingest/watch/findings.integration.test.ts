import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { shopCase } from "@/lib/analytics/findings/shop-case.test-support";
import type { Event } from "@/lib/domain/event";
import { silentLog } from "@/lib/platform/log";
import { readFindingList } from "@/lib/query/findings";
import { createSidePool } from "@/lib/store/database";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { committingOn, createEventStream } from "../projecting.test-support";
import { eventually } from "../worker.test-support";
import { keepWatch } from "./keep-watch";
import { orderKey } from "./shop.test-support";

const CLEAN = 60;

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

const ofCase = (order: number, events: readonly Event[]): readonly Event[] =>
  events.map((event) => ({ ...event, process: "Shop", keys: [orderKey(String(order))] }));

const list = () => readFindingList(database.pool, { limit: 50 });
const isWatchedThrough = async () =>
  (await database.pool.query("select from watch_progress where projected_until > now() - interval '2 seconds'"))
    .rowCount === 1
    ? true
    : null;

test("a clean landscape has no finding; an oddity is found with its events, and goes when what was missing comes", async () => {
  const stream = await createEventStream(committingOn(database.pool), "orders/0");
  await database.pool.query("update source set state = 'running', beat_at = now() + interval '1 hour'");
  await stream.take(Array.from({ length: CLEAN }, (_, order) => ofCase(order, shopCase(order))).flat());
  const stopping = new AbortController();
  const pool = createSidePool(database.pool);
  const watch = keepWatch({ pool, rules: [], log: silentLog, everyMs: 100, settleMs: 300 }, stopping.signal);
  try {
    await eventually("the clean cases to be looked at", isWatchedThrough);
    assert.deepEqual((await list()).items, []);

    const ghost = shopCase(90);
    await stream.take([
      ...ofCase(
        90,
        ghost.filter((event) => event.kind === "activity.occurred"),
      ),
      ...ofCase(91, shopCase(91, { startedTwice: true })),
      ...ofCase(92, shopCase(92, { messageLost: true })),
    ]);
    const kinds = async () => (await list()).items.map(({ kind, caseLabel }) => `${kind} ${caseLabel}`).sort();
    await eventually("three findings", async () => ((await list()).items.length >= 3 ? true : null));
    assert.deepEqual(await kinds(), ["double-instance orderId:91", "engine-behind orderId:92", "ghost orderId:90"]);
    for (const { evidence } of (await list()).items) assert.ok(evidence.length > 0, "each is shown by events");
    assert.equal((await list()).counts.find(({ kind }) => kind === "ghost")?.count, 1);
    assert.deepEqual(
      (await readFindingList(database.pool, { limit: 5, case: "orderId:91" })).items.map(({ kind }) => kind),
      ["double-instance"],
    );

    await stream.take(
      ofCase(
        90,
        ghost.filter((event) => event.kind !== "activity.occurred"),
      ),
    );
    await eventually("the ghost to go", async () =>
      (await list()).items.some(({ kind }) => kind === "ghost") ? null : true,
    );
    assert.equal((await list()).items.length, 2);
  } finally {
    stopping.abort();
    await watch;
    await pool.end();
  }
});

test("records that a stream lost are told in the cases that were under way in it, and in no other", async () => {
  const { rows } = await database.pool.query<{ stream_id: number; next_position: number }>(
    "select stream_id, next_position from stream",
  );
  const [stream] = rows;
  assert.ok(stream !== undefined);
  const pool = createSidePool(database.pool);
  const stopping = new AbortController();
  await database.pool.query(
    "insert into stream_gap (stream_id, from_position, to_position, reason) values ($1, $2, $3, 'retention')",
    [stream.stream_id, stream.next_position, stream.next_position + 40],
  );
  const watch = keepWatch({ pool, rules: [], log: silentLog, everyMs: 100, settleMs: 300 }, stopping.signal);
  try {
    const touched = await eventually("the gap to be told", async () => {
      const { items } = await readFindingList(database.pool, { limit: 50, kind: "stream-gap" });
      return items.length > 0 ? items : null;
    });
    assert.deepEqual(
      touched.map(({ caseLabel }) => caseLabel),
      ["orderId:92"],
      "the one that is still open",
    );
    assert.match(touched[0]?.detail ?? "", /^40 records of orders\/0 /);
  } finally {
    stopping.abort();
    await watch;
    await pool.end();
  }
});
