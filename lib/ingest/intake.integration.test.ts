import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { acceptCloudEvents, type IntakeEvent, toIntakeEvent } from "./intake";
import { createPipeline } from "./pipeline";
import { projectQuarantined } from "./project-quarantined";
import { committingOn, createEventStream, emptyProjection, SOME_RECORD } from "./projecting.test-support";

const INTAKE = {
  id: "intake",
  topics: [DecodeRule.parse({ topic: "events", keys: [{ name: "orderId", path: "$.data.orderId" }] })],
};

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());
beforeEach(() => emptyProjection(database.pool));

function cloudEvent(id: string, orderId = id): unknown {
  const time = "2026-11-22T10:00:00Z";
  return { specversion: "1.0", id, source: "/checkout", type: "OrderPlaced", time, data: { orderId } };
}

function accept(events: readonly IntakeEvent[]) {
  return acceptCloudEvents({ pool: database.pool, intake: INTAKE, events, now: Date.UTC(2026, 10, 22) });
}

async function count(sql: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(`select count(*) as count from ${sql}`);
  return rows[0]?.count ?? 0;
}

test("what is accepted is in its cases, what is no CloudEvent is told by its index", async () => {
  const events = [cloudEvent("1"), { hello: "world" }, cloudEvent("2", "1")].map(toIntakeEvent);

  const { accepted, duplicates, rejected } = await accept(events);

  assert.deepEqual(
    { accepted, duplicates, indexes: rejected.map(({ index }) => index) },
    { accepted: 2, duplicates: 0, indexes: [1] },
  );
  assert.ok(rejected.every(({ reason }) => reason.length > 10));
  assert.equal(await count("process_case where event_count = 2"), 1);
});

test("an event that is sent again, or twice in one batch, is a duplicate", async () => {
  await accept([toIntakeEvent(cloudEvent("1"))]);

  const again = await accept(["1", "2", "2"].map((id) => toIntakeEvent(cloudEvent(id))));

  assert.deepEqual([again.accepted, again.duplicates], [1, 2]);
  assert.equal(await count("event"), 2);
});

test("an event in binary mode is one, too", async () => {
  const header = (name: string, value: string) => ({ name, value: Buffer.from(value) });
  const headers = [
    header("ce_specversion", "1.0"),
    header("ce_id", "b"),
    header("ce_source", "/checkout"),
    header("ce_type", "OrderPlaced"),
    header("content-type", "application/json"),
  ];

  const { accepted, rejected } = await accept([{ headers, value: Buffer.from('{"orderId":"7"}') }]);

  assert.deepEqual([accepted, rejected], [1, []]);
});

test("forty callers at once lose nothing", async () => {
  const ids = Array.from({ length: 40 }, (_, index) => `order-${index}`);

  const results = await Promise.all(ids.map((id) => accept([toIntakeEvent(cloudEvent(id))])));

  assert.equal(
    results.reduce((sum, { accepted }) => sum + accepted, 0),
    40,
  );
  assert.equal(await count("process_case"), 40);
});

test("a quarantined record is projected at its place once its rule is mended, and only once", async () => {
  const committing = committingOn(database.pool);
  const { streamId } = await createEventStream(committing, "orders/0");
  const value = Buffer.from('{"kind":"OrderPlaced","order":"9"}');
  const batch = { streamId, source: "kafka", fromPosition: 0, nextPosition: 1, endPosition: 1 };
  const broken = [DecodeRule.parse({ topic: "orders", format: "cloudevents" })];
  await createPipeline(committing)(
    { ...batch, records: [{ position: 0, record: { ...SOME_RECORD, value } }] },
    { version: 0, rules: broken },
  );
  const { rows } = await database.pool.query<{ quarantine_id: number }>("select quarantine_id from quarantine");
  const quarantineId = rows[0]?.quarantine_id ?? 0;
  const retry = async (rules: readonly DecodeRule[]) => {
    const rulesOf = () => rulesInForce(rules);
    const [record] = await projectQuarantined({ pool: database.pool, quarantineIds: [quarantineId], rulesOf });
    return record?.state;
  };
  assert.equal(await retry(broken), "open");

  const keys = [{ name: "orderId", path: "$.order" }];
  const mended = [DecodeRule.parse({ topic: "orders", format: "json", type: "$.kind", keys })];
  const outcomes = await Promise.all([1, 2].map(() => retry(mended)));

  assert.deepEqual(outcomes, ["projected", "projected"]);
  assert.equal(await count("event"), 1);
  assert.equal(await count("quarantine where state = 'projected'"), 1);
  assert.equal(await count("process_case"), 1);
});
