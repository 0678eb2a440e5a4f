import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readPayloadChanges } from "@/lib/store/read/payload-changes";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { addPayloadFields, WHOLE } from "@/lib/store/watch/payload-fields";

const PAID = { topic: "orders", type: "PaymentReceived", producer: "Payment" };
const NEW = { topic: "orders", type: "OrderRefunded", producer: "Payment" };

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

const seen = (fields: Readonly<Record<string, string>>, samples: number, of = PAID) =>
  addPayloadFields(
    database.pool,
    Object.entries({ [WHOLE.path]: WHOLE.jsonType, ...fields }).map(([path, jsonType]) => {
      return { ...of, path, jsonType, seen: samples };
    }),
  );

test("a field that a known type did not have, or has no longer, is told; a new type is not, nor a field that was rare", async () => {
  await seen({ "$.amount": "number", "$.card": "string" }, 40);
  await seen({ "$.amount": "number", "$.card": "string", "$.voucher": "string" }, 2);
  await seen({ "$.amount": "number", "$.card": "string" }, 8);
  await database.pool.query(
    "update payload_field set first_seen_at = now() - interval '3 days', last_seen_at = now() - interval '2 days'",
  );
  const since = new Date(Date.now() - 86_400_000);
  assert.deepEqual(await readPayloadChanges(database.pool, since, 50), []);

  await seen({ "$.amount": "string" }, 10);
  await seen({ "$.reason": "string" }, 30, NEW);
  const told = async () => {
    const changes = await readPayloadChanges(database.pool, since, 50);
    return changes.map(({ type, path, jsonType, change }) => `${type} ${change} ${path} ${jsonType}`);
  };
  assert.deepEqual(await told(), ["PaymentReceived added $.amount string"], "ten samples are too few to miss a field");

  await seen({ "$.amount": "string" }, 15);
  assert.deepEqual(await told(), [
    "PaymentReceived vanished $.amount number",
    "PaymentReceived added $.amount string",
    "PaymentReceived vanished $.card string",
  ]);
});
