import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { underDecisions } from "@/lib/domain/saved-rule";
import { transaction } from "@/lib/store/database";
import { readRuleVersions, saveRuleVersion } from "@/lib/store/rule-version";
import { readNextRulebook } from "@/lib/store/rulebook";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { createIntake, rebuildOf } from "../rebuild/rebuild.test-support";
import { doubtKeys } from "./doubt-keys";

const ORDERS = 2_000;
const TIES_MAX = 200;
const RULES = rulesInForce([
  DecodeRule.parse({
    topic: "orders",
    process: "retail",
    keys: [
      { name: "orderId", path: "$.data.orderId" },
      { name: "customerId", path: "$.data.customerId" },
    ],
  }),
]);

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

/** Four customers have all the orders; each order is placed and paid. */
const orders = () =>
  Array.from({ length: 2 * ORDERS }, (_, index) => {
    const order = index % ORDERS;
    const data = { orderId: `o${order}`, customerId: `c${order % 4}` };
    const type = index < ORDERS ? "OrderPlaced" : "OrderPaid";
    const event = { specversion: "1.0", type, source: "/shop", id: `${type}-${order}`, data };
    return { partition: 0, key: null, value: Buffer.from(JSON.stringify({ ...event, time: "2026-11-23T10:00:00Z" })) };
  });

async function caseIds(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ case_id: string }>("select case_id from process_case");
  return rows.map(({ case_id }) => case_id);
}

const look = async () => doubtKeys({ pool: database.pool, caseIds: await caseIds(), tiesMax: TIES_MAX });

async function project(): Promise<void> {
  const saved = await readNextRulebook(database.pool);
  const rules = underDecisions(RULES, saved);
  const options = { rulesOf: () => rules, rulesText: JSON.stringify(saved), ruleVersion: saved.version };
  await rebuildOf(database.connectionString, options);
}

test("a customer id that ties all orders is made shared; overruled, it ties again and is left alone", async () => {
  await (await createIntake(database.pool, RULES))(orders());
  assert.equal((await caseIds()).length, 4, "each customer's orders are one case");

  const found = await look();
  assert.deepEqual([found?.name, found?.tied], ["customerId", { name: "orderId", values: ORDERS / 4 }]);
  const [version] = await readRuleVersions(database.pool, 1);
  assert.deepEqual([version?.savedBy, version?.state], ["throughline", "waiting"]);
  assert.match(version?.reason ?? "", /^customerId=c\d ties 500 values of orderId, more than 200/);
  assert.equal(await look(), null, "nothing more is decided while that waits");

  await project();
  assert.equal((await caseIds()).length, ORDERS);
  const shared = await database.pool.query("select from case_shared_key where name = 'customerId' and value = 'c1'");
  assert.equal(shared.rowCount, ORDERS / 4, "its cases are still found by it");
  assert.equal(await look(), null);

  const overruled = [{ name: "customerId", role: "link" as const, why: "we think in customers" }];
  await transaction(database.pool, (tx) =>
    saveRuleVersion(tx, { rules: [], decisions: overruled, basedOn: 1, savedBy: "ada", reason: "customers" }),
  );
  await project();
  assert.equal((await caseIds()).length, 4);
  assert.equal(await look(), null, "what a person decided stays");
});
