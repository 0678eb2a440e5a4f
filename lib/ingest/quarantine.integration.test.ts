import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { expireQuarantine } from "@/lib/store/expire-quarantine";
import { WHOLE_RECORDS_MAX } from "@/lib/store/projection/quarantine-records";
import { readQuarantineGroups } from "@/lib/store/read/quarantine-groups";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { createPipeline } from "./pipeline";
import { committingOn, createEventStream, emptyProjection, SOME_RECORD } from "./projecting.test-support";
import { retryGroup } from "./retry-quarantine";

const BROKEN = [DecodeRule.parse({ topic: "orders", format: "cloudevents" })];
const KEYS = [{ name: "orderId", path: "$.order" }];
const MENDED = [DecodeRule.parse({ topic: "orders", format: "json", type: "$.kind", keys: KEYS })];
const NEVER = new Date(0);

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());
beforeEach(() => emptyProjection(database.pool));

/** A source of orders whose every record is refused by the rule of its topic. */
async function takePoison(values: readonly Buffer[], name = "orders/0"): Promise<void> {
  const committing = committingOn(database.pool);
  const { streamId, next } = await createEventStream(committing, name);
  const from = next();
  const records = values.map((value, index) => ({
    position: from + index,
    record: { ...SOME_RECORD, position: from + index, value, key: Buffer.from(`key ${index}`) },
  }));
  const to = from + values.length;
  const batch = { streamId, source: "kafka", fromPosition: from, nextPosition: to, endPosition: to, records };
  await createPipeline(committing)(batch, { version: 0, rules: rulesInForce(BROKEN) });
}

const order = (id: number) => Buffer.from(JSON.stringify({ kind: "OrderPlaced", order: `order-${id}` }));
const orders = (count: number) => Array.from({ length: count }, (_, index) => order(index));

const groups = () =>
  readQuarantineGroups(database.pool, {
    groupId: null,
    source: null,
    isOpen: false,
    before: null,
    limit: 100,
    bytesMax: 100,
  });

async function count(sql: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(`select count(*) as count from ${sql}`);
  return rows[0]?.count ?? 0;
}

async function retryAll(groupId: string, rules: readonly DecodeRule[]) {
  const asked = { pool: database.pool, rulesOf: () => rulesInForce(rules), actor: "ann", reason: "rule is mended" };
  const states: string[] = [];
  let after: number | null = 0;
  let calls = 0;
  while (after !== null) {
    const { records, next }: Awaited<ReturnType<typeof retryGroup>> = await retryGroup(asked, { groupId, after });
    states.push(...records.map(({ state }) => state));
    after = next;
    calls += 1;
  }
  return { states, calls };
}

test("records that failed for the same reason are one group, whatever ids and positions they have", async () => {
  await takePoison(orders(30));
  await takePoison(orders(12), "orders/1");
  await takePoison([Buffer.from("no JSON at all")]);

  const found = await groups();

  assert.deepEqual(
    found.map(({ records }) => records).sort((a, b) => a - b),
    [1, 42],
  );
  const large = found.find(({ records }) => records === 42);
  assert.equal(large?.topic, "orders");
  assert.equal(large?.sample?.value?.toString(), order(0).toString());
  assert.ok((large?.firstAt.getTime() ?? 0) <= (large?.lastAt.getTime() ?? -1));
});

test("a group is projected once its rule is mended, in bounded calls, and each call is in the audit trail before it acts", async () => {
  await takePoison(orders(300));
  await takePoison(orders(20), "orders/1");
  const groupId = (await groups())[0]?.groupId ?? "";

  const early = await retryAll(groupId, BROKEN);
  const openBetween = await count("quarantine where state = 'open'");
  const late = await retryAll(groupId, MENDED);

  assert.deepEqual([new Set(early.states), openBetween, early.calls], [new Set(["open"]), 320, 2]);
  assert.deepEqual([late.states.length, new Set(late.states)], [320, new Set(["projected"])]);
  assert.deepEqual([await count("event"), await count("process_case")], [320, 300]);
  const [group] = await groups();
  assert.deepEqual([group?.records, group?.projected], [320, 320]);
  const { rows } = await database.pool.query(
    "select actor, reason, outcome from audit_entry where subject like 'quarantine-group:%' order by audit_id",
  );
  assert.deepEqual(
    rows.map(({ actor, reason, outcome }) => `${actor} ${reason} ${outcome}`.trim()),
    [1, 2, 3, 4].flatMap(() => ["ann rule is mended", "ann rule is mended done"]),
  );
});

test("a record that fails for another reason than before moves to that group", async () => {
  await takePoison([...orders(2), Buffer.from('{"kind":"OrderPlaced","time":"2026-02-30T00:00:00Z"}')]);
  const groupId = (await groups())[0]?.groupId ?? "";

  const { states } = await retryAll(groupId, MENDED);

  assert.deepEqual(states, ["projected", "projected", "open"]);
  const counts = (await groups()).map(({ records, projected }) => [records, projected]);
  assert.deepEqual(counts.sort(), [
    [1, 0],
    [2, 2],
  ]);
});

test("a flood of poison keeps its first records whole and of the others the position and the first bytes", async () => {
  const large = Buffer.from(JSON.stringify({ kind: "OrderPlaced", note: "x".repeat(2_000) }));
  await takePoison(Array.from({ length: 4_000 }, () => large));
  await takePoison(Array.from({ length: 2_000 }, () => large));

  const [group] = await groups();

  assert.equal(group?.records, 6_000);
  const whole = await count("quarantine where whole");
  assert.ok(
    [1, 2].includes(whole / WHOLE_RECORDS_MAX),
    `${whole} are whole: of one hour, or of two when it ended between`,
  );
  assert.equal(await count("quarantine where not whole and octet_length(value) > 64"), 0);
  assert.equal(await count("(select distinct position from quarantine) as places"), 6_000);
  const bytes = await count(
    "quarantine, generate_series(1, octet_length(value) + coalesce(octet_length(record_key), 0))",
  );
  assert.equal(group?.keptBytes, bytes);
  const { states } = await retryAll(group?.groupId ?? "", MENDED);
  assert.equal(states.filter((state) => state === "projected").length, whole);
});

test("bytes are dropped by age and by size, the oldest first, and what there was stays counted", async () => {
  await takePoison(orders(50));
  const [before] = await groups();
  const half = Math.floor((before?.keptBytes ?? 0) / 2);

  const bySize = await expireQuarantine(database.pool, { before: NEVER, bytesMax: half });
  const oldest = await count("quarantine where state = 'expired' and position < 30");
  const nothing = await expireQuarantine(database.pool, { before: NEVER, bytesMax: half });
  const byAge = await expireQuarantine(database.pool, { before: new Date(Date.now() + 60_000), bytesMax: half });

  const [group] = await groups();
  assert.deepEqual([bySize, nothing, bySize + byAge], [oldest, 0, 50]);
  assert.ok(bySize >= 24 && bySize <= 27, `half of 50 was dropped: ${bySize}`);
  assert.deepEqual([group?.records, group?.expired, group?.keptBytes], [50, 50, 0]);
  assert.deepEqual((await retryAll(group?.groupId ?? "", MENDED)).states, []);
  assert.equal(await count("quarantine where state = 'expired' and value is null and record_key is null"), 50);
});
