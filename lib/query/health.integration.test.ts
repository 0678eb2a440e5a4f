import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ensureSource, writeSourceState } from "@/lib/store/sources";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { readHealth } from "./health";

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

test("an engine whose records come over Kafka is told of once, by its carrier's state", async () => {
  const { pool } = database;
  const kafka = await ensureSource(pool, { name: "kafka", kind: "kafka" });
  const engine = await ensureSource(pool, { name: "camunda8", kind: "camunda8" });
  await writeSourceState(pool, kafka, { state: "degraded", detail: "" });
  await writeSourceState(pool, engine, { state: "running", detail: "" });

  const { sources } = await readHealth(pool, {
    version: "0",
    engines: [{ id: "camunda8", kind: "camunda8", carrier: "kafka", topic: "zeebe" }],
    now: Date.now(),
  });

  assert.deepEqual(
    sources.map(({ id, state }) => `${id} ${state}`),
    ["kafka degraded", "camunda8 degraded"],
  );
});
