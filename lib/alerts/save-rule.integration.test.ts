import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AlertRule } from "@/lib/domain/alert-rule";
import { AlertSettings } from "@/lib/platform/alert-configuration";
import { readAlertEvents } from "@/lib/store/alert/events";
import { readAlertRules, replaceConfiguredRules } from "@/lib/store/alert/rules";
import { readAlertStates } from "@/lib/store/alert/states";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { evaluateRules } from "./evaluate-rules";
import { changeRule, createRule, removeRule, testRule } from "./save-rule";

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

const { channels } = AlertSettings.parse({ channels: [{ kind: "slack", name: "chat", urlEnv: "CHAT" }] });
const saving = { actor: "ada", channels };
const create = (rule: object) =>
  createRule(database.pool, AlertRule.parse({ metric: "open-incidents", threshold: 1, ...rule }), saving);
const change = (alertRuleId: string, changes: Parameters<typeof changeRule>[1]["changes"]) =>
  changeRule(database.pool, { alertRuleId, changes }, saving);

test("every change of a rule is in the audit trail, and one that is refused is not", async () => {
  const id = await create({ name: "first", channels: ["chat"] });
  await change(id, { threshold: 7 });
  await assert.rejects(change(id, { clearThreshold: 9 }), /would not make sense/);
  await assert.rejects(change(id, { channels: ["pager"] }), /channels that alerts.channels/);
  await assert.rejects(create({ name: "first" }), /a rule named "first" already/);
  await testRule(database.pool, { alertRuleId: id, actor: "ada", now: Date.now() });
  await removeRule(database.pool, id, "ada");
  await assert.rejects(removeRule(database.pool, id, "ada"), /no such alert rule/);

  const { rows } = await database.pool.query<{ act: string; threshold: number }>(
    "select action as act, (detail ->> 'threshold')::int as threshold from audit_entry where subject = $1 order by audit_id",
    [`alert-rule:${id}`],
  );
  assert.deepEqual(
    rows.map(({ act, threshold }) => [act, threshold]),
    [
      ["create-alert-rule", 1],
      ["change-alert-rule", 7],
      ["test-alert-rule", 7],
      ["delete-alert-rule", 7],
    ],
  );
  const [tested] = await readAlertEvents(database.pool, { alertRuleId: id, before: null, limit: 1 });
  assert.deepEqual([tested?.kind, tested?.notices.map(({ channel }) => channel)], ["test", ["chat"]]);
});

test("a rule that watches something else begins anew, one whose limit moved goes on", async () => {
  const id = await create({ name: "second" });
  const since = async () => (await readAlertStates(database.pool)).get(id)?.since.getTime();
  await evaluateRules(database.pool, 1_000);

  await change(id, { threshold: 3 });
  assert.equal(await since(), 1_000);
  await change(id, { metric: "stuck-cases" });
  assert.equal(await since(), undefined);
});

test("a rule of the configuration is changed there, and may be tried here", async () => {
  const rule = AlertRule.parse({ name: "kept", metric: "open-incidents", threshold: 1, channels: ["chat"] });
  const alertRuleId = "00000000-0000-0000-0000-00000000000a";
  await replaceConfiguredRules(database.pool, [{ alertRuleId, rule }]);

  await assert.rejects(change(alertRuleId, { threshold: 2 }), /stands in the configuration/);
  await assert.rejects(removeRule(database.pool, alertRuleId, "ada"), /stands in the configuration/);
  assert.equal(await testRule(database.pool, { alertRuleId, actor: "ada", now: Date.now() }), 1);
  assert.deepEqual(
    (await readAlertRules(database.pool))
      .filter(({ origin }) => origin === "configuration")
      .map(({ rule: { name } }) => name),
    ["kept"],
  );
});
