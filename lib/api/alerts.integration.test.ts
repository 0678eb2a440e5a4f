import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { z } from "zod";
import * as history from "@/app/api/v1/alerts/history/route";
import * as alerts from "@/app/api/v1/alerts/route";
import * as ruleRoute from "@/app/api/v1/alerts/rules/[ruleId]/route";
import * as testRoute from "@/app/api/v1/alerts/rules/[ruleId]/test/route";
import * as rules from "@/app/api/v1/alerts/rules/route";
import { evaluateRules } from "@/lib/alerts/evaluate-rules";
import type { AlertHistory, AlertRuleList, FiringList } from "@/lib/api/contract/alerts";
import { startTestServer, type TestServer } from "./server.test-support";

const CONFIGURATION = `alerts: { channels: [{ kind: slack, name: chat, urlEnv: CHAT_URL }] }`;
const PATH = "/api/v1/alerts/rules";

let server: TestServer;
before(async () => {
  server = await startTestServer({ orders: 5, configuration: CONFIGURATION });
});
after(() => server.stop());

const list = () => server.read<AlertRuleList>(rules.GET, { path: PATH, role: "viewer" });
const firing = () => server.read<z.infer<typeof FiringList>>(alerts.GET, { path: "/api/v1/alerts", role: "viewer" });
const told = () =>
  server.read<z.infer<typeof AlertHistory>>(history.GET, { path: "/api/v1/alerts/history?limit=1", role: "viewer" });

test("a rule is made, fires over what is there, is changed, tried and deleted, and its history stays", async () => {
  await server.database.pool.query(
    "update source set kind = 'kafka', state = 'running', last_event_at = now() - interval '2 hours'",
  );
  const body = { name: "It is silent", metric: "source-silent", threshold: 60_000, channels: ["chat"] };
  const { id } = await server.read<{ id: string }>(rules.POST, { path: PATH, method: "POST", role: "operator", body });
  assert.deepEqual((await list()).items[0]?.standing, null);

  await evaluateRules(server.database.pool, Date.now());

  const [fired] = (await firing()).items;
  assert.deepEqual([fired?.id, fired?.standing?.phase, fired?.path], [id, "firing", "/streams?tab=feeds"]);
  assert.ok((fired?.standing?.value ?? 0) >= 7_200_000);
  const path = `${PATH}/${id}`;
  await server.read(ruleRoute.PATCH, { path, method: "PATCH", role: "operator", body: { enabled: false } });
  const [off] = (await list()).items;
  assert.deepEqual([off?.standing, off?.rule.threshold, off?.rule.channels], [null, 60_000, ["chat"]]);
  assert.deepEqual((await firing()).items, []);

  const sent = await server.read(testRoute.POST, { path: `${path}/test`, method: "POST", role: "operator", body: {} });
  assert.deepEqual(sent, { notices: 1 });
  const first = await told();
  assert.deepEqual([first.items[0]?.kind, first.items[0]?.notices[0]?.state], ["test", "waiting"]);
  const second = await server.read<z.infer<typeof AlertHistory>>(history.GET, {
    path: `/api/v1/alerts/history?limit=1&cursor=${first.nextCursor}&rule=${id}`,
    role: "viewer",
  });
  assert.equal(second.items[0]?.kind, "fired");

  await server.read(ruleRoute.DELETE, { path, method: "DELETE", role: "operator" });
  assert.deepEqual((await list()).items, []);
  assert.equal((await told()).items.length, 1);
  const gone = await server.ask(ruleRoute.DELETE, { path, method: "DELETE", role: "operator" });
  assert.equal(gone.status, 404);
});

test("channels are shown by name and kind only, and a rule that makes no sense is refused with its field", async () => {
  assert.deepEqual((await list()).channels, [{ name: "chat", kind: "slack" }]);
  const pointersOf = async (body: object) => {
    const response = await server.ask(rules.POST, { path: PATH, method: "POST", role: "operator", body });
    assert.equal(response.status >= 400 && response.status < 500, true, String(response.status));
    return ((await response.json()) as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
  };

  const rule = { name: "x", metric: "throughput-p90", threshold: 1 };
  assert.deepEqual(await pointersOf(rule), ["/process"]);
  assert.deepEqual(await pointersOf({ ...rule, metric: "stuck-cases", source: "kafka" }), ["/source"]);
  assert.deepEqual(await pointersOf({ ...rule, metric: "stuck-cases", channels: ["pager"] }), ["/channels"]);
  assert.deepEqual(await pointersOf({ ...rule, metric: "stuck-cases", clearThreshold: 2 }), ["/clearThreshold"]);
});
