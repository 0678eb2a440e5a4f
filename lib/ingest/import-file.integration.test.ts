import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { after, before, beforeEach, test } from "node:test";
import { gzipSync } from "node:zlib";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { Failure } from "@/lib/domain/failure";
import { ensureSource } from "@/lib/store/sources";
import { readProjection } from "@/lib/store/table-hash.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { type ImportRequest, importRecords } from "./import-file";
import { orderRecords } from "./orders.test-support";
import { emptyProjection } from "./projecting.test-support";

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());
beforeEach(() => emptyProjection(database.pool));

/** A recording as `kafka-console-consumer` and our own recorder write it: one record a line. */
function recording(orders: number, partitions = 3): readonly string[] {
  const offsets = new Map<number, number>();
  return orderRecords(orders, partitions).map(({ partition, value }) => {
    const offset = offsets.get(partition) ?? 0;
    offsets.set(partition, offset + 1);
    const timestamp = Date.UTC(2026, 10, 22) + offset;
    return JSON.stringify({
      topic: "orders",
      partition,
      offset,
      timestamp,
      key: null,
      headers: {},
      value: value.toString(),
    });
  });
}

function take(lines: readonly string[], request: Partial<ImportRequest> = {}) {
  const input = Readable.from([Buffer.from(lines.join("\n"))]);
  return importRecords({
    pool: database.pool,
    process: "shop",
    format: "jsonl",
    input,
    importId: randomUUID(),
    ...request,
  });
}

test("a recording is taken in through the decoders, plain or packed, and counted", async () => {
  const lines = recording(70);

  const result = await take(lines, { input: Readable.from([gzipSync(lines.join("\n"))]) });

  assert.deepEqual(result, {
    state: "done",
    records: lines.length,
    events: lines.length,
    cases: 60,
    rejected: 0,
    error: null,
  });
  const { rows } = await database.pool.query(
    "select distinct p.name from process_case join process p using (process_id)",
  );
  assert.deepEqual(rows, [{ name: "shop" }]);
});

test("the same file imported twice makes the same cases", async () => {
  const lines = recording(30);
  await take(lines);
  const once = await readProjection(database.pool);

  const again = await take(lines);

  assert.equal(again.state, "done");
  assert.deepEqual(await readProjection(database.pool), once);
});

test("two logs of the same orders stay two, unless a live source declares their process", async () => {
  const lines = recording(7);
  await take(lines, { process: "before" });
  await take(lines, { process: "after" });
  assert.equal((await database.pool.query("select from process_case")).rowCount, 12);

  const rules = [DecodeRule.parse({ topic: "orders", process: "live" })];
  await take(lines, { process: "live", rules });
  const { rows } = await database.pool.query("select distinct lead_scope from process_case order by lead_scope");
  assert.deepEqual(
    rows.map(({ lead_scope }) => lead_scope),
    ["", "import:after", "import:before"],
  );
});

test("lines that are no records are rejected by their number, and the others are taken", async () => {
  const [first = "", second = ""] = recording(2);
  const unreadable = JSON.stringify({ topic: "orders", partition: 0, offset: 9, timestamp: 1, value: "not JSON" });
  const importId = randomUUID();

  const result = await take([first, "no JSON", "", unreadable, second], { importId });

  assert.deepEqual([result.events, result.rejected, result.state], [2, 2, "done"]);
  const { rows } = await database.pool.query("select rejections, cases, records from import_run where import_id = $1", [
    importId,
  ]);
  assert.deepEqual(rows[0]?.["rejections"].map(({ line }: { line: number }) => line).sort(), [2, 4]);
});

test("a file that breaks off in the middle fails with the reason, and what came before it stays", async () => {
  const packed = gzipSync(recording(3_000).join("\n"));

  const result = await take([], { input: Readable.from([packed.subarray(0, packed.length - 2_000)]) });

  assert.equal(result.state, "failed");
  assert.match(result.error ?? "", /damaged or cut off/);
  assert.ok(result.events > 1_000);
});

test("a live source keeps its name when a file comes for a process of the same name", async () => {
  await ensureSource(database.pool, { name: "shop", kind: "kafka" });

  await take(recording(1));

  const { rows } = await database.pool.query("select name, kind from source order by name");
  assert.deepEqual(rows, [
    { name: "import:shop", kind: "file" },
    { name: "shop", kind: "kafka" },
  ]);
});

test("a format that cannot be imported yet is refused in words, and an import never runs twice", async () => {
  const isUnsupported = (error: unknown) => error instanceof Failure && error.code === "unsupported";
  await assert.rejects(take([], { format: "xes" }), isUnsupported);
  const importId = randomUUID();
  await take(recording(1), { importId });

  await assert.rejects(take(recording(1), { importId }), /has run already/);
});

test("an import whose process died is failed when the next one begins, and one that lives is not", async () => {
  const insert = (ago: string) =>
    database.pool.query(
      `insert into import_run (import_id, process, format, beat_at) values ($1, 'shop', 'jsonl', now() - $2::interval)`,
      [randomUUID(), ago],
    );
  await insert("1 hour");
  await insert("1 second");

  await take(recording(1));

  const { rows } = await database.pool.query("select state, error from import_run order by beat_at");
  assert.deepEqual(
    rows.map(({ state }) => state),
    ["failed", "running", "done"],
  );
  assert.match(rows[0]?.["error"], /has ended/);
});
