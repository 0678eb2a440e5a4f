import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { DecodeRule } from "@/lib/domain/decode-rules";
import type { Event } from "@/lib/domain/event";
import { Failure } from "@/lib/domain/failure";
import { toEventId } from "@/lib/domain/identifiers";
import { transaction } from "@/lib/store/database";
import { readProjection } from "@/lib/store/table-hash.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { projectBisecting } from "./bisect";
import { createPipeline, type Pipeline } from "./pipeline";
import { envelope, HARMLESS, POISON } from "./poison.test-support";
import { committingOn, createEventStream, emptyProjection, SOME_RECORD } from "./projecting.test-support";
import { type DecodedRecord, NOTHING_PROJECTED, type StreamBatch } from "./stream-batch";

const RULES = { version: 0, rules: rulesInForce([DecodeRule.parse({ topic: "orders", process: "retail" })]) };

let database: TestDatabase;
let pipeline: Pipeline;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());
beforeEach(async () => {
  await emptyProjection(database.pool);
  pipeline = createPipeline(committingOn(database.pool));
});

async function newStream(name = "orders/0") {
  return (await createEventStream(committingOn(database.pool), name)).streamId;
}

function batchOf(streamId: number, values: readonly Buffer[], fromPosition = 0): StreamBatch {
  const records = values.map((value, index) => {
    const position = fromPosition + index;
    return { position, record: { ...SOME_RECORD, position, value } };
  });
  const nextPosition = fromPosition + values.length;
  return { streamId, source: "kafka", fromPosition, nextPosition, endPosition: nextPosition, records };
}

async function count(sql: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(`select count(*) as count from ${sql}`);
  return rows[0]?.count ?? 0;
}

test("every kind of poison goes to quarantine with its bytes, and the good records between them are projected", async () => {
  const kinds = Object.entries(POISON);
  const values = kinds.flatMap(([, poison], index) => [envelope({ orderId: `${index}` }), poison]);
  const streamId = await newStream();

  const { quarantined } = await pipeline(batchOf(streamId, values), RULES);

  const unnoticed = kinds.filter((_, index) => !quarantined.some(({ position }) => position === index * 2 + 1));
  assert.deepEqual(
    unnoticed.map(([name]) => name),
    [],
  );
  assert.ok(kinds.length >= 20);
  assert.equal(await count("process_case"), kinds.length);
  const { rows } = await database.pool.query(
    "select position, value_bytes, length(value) as kept, reason from quarantine order by position",
  );
  for (const [index, [name, poison]] of kinds.entries()) {
    const row = rows[index];
    assert.equal(row?.["value_bytes"], poison.length, name);
    assert.equal(row?.["kept"], Math.min(poison.length, 1024 * 1024), name);
    assert.ok(String(row?.["reason"]).length > 10, name);
  }
});

test("what only looks like poison is an event, and finds its case", async () => {
  const values = Object.values(HARMLESS);

  const projected = await pipeline(batchOf(await newStream(), values), RULES);

  assert.deepEqual(
    projected.quarantined.map(({ position, reason }) => `${Object.keys(HARMLESS)[position]}: ${reason}`),
    [],
  );
  assert.equal(await count("process_case"), values.length);
});

test("a batch delivered again after it was committed is refused and counted once", async () => {
  const batch = batchOf(await newStream(), [envelope({ orderId: "1" }), envelope({ orderId: "2" })]);
  await pipeline(batch, RULES);
  const once = await readProjection(database.pool);

  await assert.rejects(pipeline(batch, RULES), (error) => error instanceof Failure && error.code === "stream-lost");

  assert.deepEqual(await readProjection(database.pool), once);
  assert.equal(await count("event"), 2);
});

test("a zombie that wakes up inside its batch is refused, and its successor's batch stands", async () => {
  const streamId = await newStream();
  const values = [envelope({ orderId: "1" }), envelope({ orderId: "2" })];

  const outcomes = await Promise.allSettled([1, 2, 3].map(() => pipeline(batchOf(streamId, values), RULES)));

  assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
  assert.equal(await count("event"), 2);
});

test("a paused stream takes nothing", async () => {
  const streamId = await newStream();
  await database.pool.query("update stream set paused = true where stream_id = $1", [streamId]);

  await assert.rejects(pipeline(batchOf(streamId, [envelope({ orderId: "1" })]), RULES), /paused/);
  assert.equal(await count("event"), 0);
});

test("a record that PostgreSQL refuses is found by halving, and all others are stored", async () => {
  await database.pool.query("create table taken (position int check (position not in (3, 11)))");
  const records = batchOf(
    1,
    Array.from({ length: 16 }, () => envelope({})),
  ).records.map(toDecoded);
  const insert = async (
    tx: { query(sql: string, values: unknown[]): Promise<unknown> },
    part: readonly DecodedRecord[],
  ) => {
    await tx.query("insert into taken select unnest($1::int[])", [part.map(({ position }) => position)]);
    return { ...NOTHING_PROJECTED, events: part.length };
  };

  const projected = await transaction(database.pool, (tx) => projectBisecting(tx, records, insert));

  assert.equal(projected.events, 14);
  assert.deepEqual(
    projected.quarantined.map(({ position }) => position),
    [3, 11],
  );
  assert.match(projected.quarantined[0]?.reason ?? "", /could not be projected: .*check constraint/);
  assert.equal(await count("taken"), 14);
});

test("events that no table takes, should a decoder let them through, cost themselves and no other", async () => {
  const stream = await createEventStream(committingOn(database.pool), "orders/0");
  const good = (order: number): Event => story(order);
  const key = { scope: "", name: "orderId", value: "a\0b", role: "link", priority: 10 } as const;
  const activity = { kind: "event", producer: "Checkout", name: "a\0b", channel: "orders" } as const;
  const bad: readonly Event[] = [
    { ...good(91), id: toEventId("a\0b") },
    { ...good(92), keys: [key] },
    { ...good(93), occurredAt: Number.NaN },
    { ...good(94), occurredAt: 9e18 },
    { ...good(95), kind: "activity.occurred", activity, ends: false },
  ];

  const projected = await stream.take([good(1), ...bad.slice(0, 3), good(2), ...bad.slice(3), good(3)]);

  assert.deepEqual(
    projected.quarantined.map(({ position }) => position),
    [1, 2, 3, 5, 6],
  );
  assert.equal(await count("process_case"), 3);
  await stream.take([good(4)]);
  assert.equal(await count("process_case"), 4);
});

function story(order: number): Event {
  const key = { scope: "", name: "orderId", value: String(order), role: "link", priority: 10 } as const;
  return {
    kind: "activity.occurred",
    id: toEventId(`orders/0/${order}`),
    occurredAt: SOME_RECORD.recordedAt + order,
    recordedAt: SOME_RECORD.recordedAt,
    source: SOME_RECORD.source,
    stream: SOME_RECORD.stream,
    position: order,
    part: 0,
    process: "retail",
    keys: [key],
    activity: { kind: "event", producer: "Checkout", name: "OrderPlaced", channel: "orders" },
    ends: false,
  };
}

test("a fault of the fold itself quarantines its record and no other", async () => {
  const records = batchOf(
    1,
    Array.from({ length: 5 }, () => envelope({})),
  ).records.map(toDecoded);
  const fold = async (_: unknown, part: readonly DecodedRecord[]) => {
    if (part.some(({ position }) => position === 2)) throw new TypeError("undefined is not a function");
    return { ...NOTHING_PROJECTED, events: part.length };
  };

  const projected = await transaction(database.pool, (tx) => projectBisecting(tx, records, fold));

  assert.equal(projected.events, 4);
  assert.deepEqual(
    projected.quarantined.map(({ position }) => position),
    [2],
  );
});

function toDecoded(placed: StreamBatch["records"][number]): DecodedRecord {
  return { ...placed, decoded: { outcome: "ignored", why: "" } };
}
