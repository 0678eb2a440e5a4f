import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GET as getBlastRadius } from "@/app/api/v1/streams/group/blast-radius/route";
import { GET as searchRecords } from "@/app/api/v1/streams/records/route";
import type { BlastRadius, RecordLine } from "@/lib/api/contract/topics";
import { startTestServer, type TestServer, takeIn } from "../server.test-support";

const PLACED = "OrderPlacedEvent";
const PAID = "PaymentReceivedEvent";
const DONE = "OrderCompletedEvent";
const MINUTE_MS = 60_000;
const BEGUN_AT = Date.now() - 60 * MINUTE_MS;

let server: TestServer;
before(async () => {
  server = await startTestServer();
  await takeIn(server.database, [...Array(20).keys()].flatMap(linesOf));
  await standStill();
});
after(() => server.stop());

/** Twelve orders that were paid after two minutes and completed, and eight that nobody paid. */
function linesOf(order: number): readonly string[] {
  const placed = BEGUN_AT + order * MINUTE_MS;
  const steps = [
    { type: PLACED, source: "Checkout", at: placed },
    ...(order < 12
      ? [
          { type: PAID, source: "Payment", at: placed + 2 * MINUTE_MS },
          { type: DONE, source: "Order", at: placed + 3 * MINUTE_MS },
        ]
      : []),
  ];
  return steps.map(({ type, source, at }, index) =>
    JSON.stringify({
      topic: "shop",
      partition: 0,
      offset: order * 3 + index,
      timestamp: at,
      key: `order-${order}`,
      headers: { tenant: order % 2 === 0 ? "even" : "odd" },
      value: {
        type,
        id: `${order}-${index}`,
        source,
        time: new Date(at).toISOString(),
        traceid: `trace-${order}`,
        data: {},
      },
    }),
  );
}

/** Groups as the observer would have written them: they have not read what came after the twelfth order. */
async function standStill(): Promise<void> {
  const { pool } = server.database;
  await pool.query("update stream set name = topic || '/0'");
  for (const group of ["payment-service", "inventory-service", "audit"]) {
    await pool.query(
      "insert into consumer_group (observed_at, source_id, member_count, state, group_name) select now(), source_id, 0, 'empty', $1 from source",
      [group],
    );
    await pool.query(
      `insert into consumer_group_lag (observed_at, committed_position, high_position, lag_records, oldest_unread_at, partition, source_id, group_name, topic)
       select now(), 36, 60, 24, $2, 0, source_id, $1, 'shop' from source`,
      [group, new Date(BEGUN_AT + 12 * MINUTE_MS)],
    );
  }
}

const radiusOf = async (group: string) => {
  const { rows } = await server.database.pool.query<{ name: string }>("select name from source");
  const path = `/api/v1/streams/group/blast-radius?source=${encodeURIComponent(rows[0]?.name ?? "")}&group=${group}`;
  return server.read<BlastRadius>(getBlastRadius, { path, role: "viewer" });
};

test("when payment stands still, the unpaid orders wait for it, and what comes after payment starves in order of time", async () => {
  const radius = await radiusOf("payment-service");

  assert.deepEqual(radius.actsAs, ["Payment"]);
  assert.equal(radius.cases, 8);
  assert.equal(radius.oldestAt, new Date(BEGUN_AT + 12 * MINUTE_MS).toISOString());
  assert.deepEqual(
    radius.waiting.map(({ activity, topic, cases, samples }) => [activity, topic, cases, samples.length]),
    [[PLACED, "shop", 8, 5]],
  );
  assert.deepEqual(
    radius.starving.map(({ activity, producer, isDoneByIt, cases }) => [activity, producer, isDoneByIt, cases]),
    [
      [PAID, "Payment", true, 8],
      [DONE, "Order", false, 8],
    ],
  );
  const [paid] = radius.starving.map(({ dueAt }) => Date.parse(dueAt));
  assert.ok(Math.abs((paid ?? 0) - (BEGUN_AT + 14 * MINUTE_MS)) < 2 * MINUTE_MS, "due after the median time");
});

test("a consumer whose name no producer has is taken to hold up all that it has not read", async () => {
  const radius = await radiusOf("audit");

  assert.deepEqual(radius.actsAs, []);
  assert.equal(radius.cases, 8);
});

test("a search of what is projected finds an order's records by its key, and others by header within the window", async () => {
  const lines = async (search: string) => {
    const path = `/api/v1/streams/records?${search}`;
    const text = await (await server.ask(searchRecords, { path, role: "analyst" })).text();
    return text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as RecordLine);
  };

  const byKey = (await lines("key=trace-3")).flatMap((line) => (line.kind === "record" ? [line] : []));
  const byHeader = (await lines("header=tenant:odd&topic=shop&limit=500")).filter(({ kind }) => kind === "record");

  assert.deepEqual(
    byKey.map(({ key, partition }) => [key, partition]),
    Array(3).fill(["order-3", 0]),
  );
  assert.ok(byKey.every(({ theCase }) => theCase !== null));
  assert.equal(byHeader.length, 6 * 3 + 4);
});
