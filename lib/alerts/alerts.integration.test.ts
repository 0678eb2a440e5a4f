import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, test } from "node:test";
import { AlertRule } from "@/lib/domain/alert-rule";
import { AlertSettings } from "@/lib/platform/alert-configuration";
import { silentLog } from "@/lib/platform/log";
import { readAlertEvents } from "@/lib/store/alert/events";
import { claimNotices, settleNotice } from "@/lib/store/alert/notices";
import { insertAlertRule, readAlertRules } from "@/lib/store/alert/rules";
import { readAlertStates } from "@/lib/store/alert/states";
import { createSidePool } from "@/lib/store/database";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { evaluateRules } from "./evaluate-rules";
import { keepAlerts } from "./keep-alerts";

const MINUTE = 60_000;
const NOW = Date.parse("2026-03-02T12:00:00Z");

describe("rules over what the store holds", () => {
  let database: TestDatabase;
  before(async () => {
    database = await startTestDatabase();
  });
  after(() => database.stop());
  beforeEach(() =>
    database.pool.query(
      "truncate alert_rule, alert_state, alert_event, alert_notice, incident, process, process_case, process_definition, source, case_duration_rollup, stuck_case, consumer_group_lag",
    ),
  );

  const addRule = async (rule: object) => {
    const alertRuleId = randomUUID();
    await insertAlertRule(database.pool, { alertRuleId, rule: AlertRule.parse(rule), changedBy: "ada" });
    return alertRuleId;
  };
  const happened = async () =>
    (await readAlertEvents(database.pool, { alertRuleId: null, before: null, limit: 50 }))
      .map(({ kind, ruleName, value }) => `${kind} ${ruleName} ${value}`)
      .reverse();
  const stateOf = async (alertRuleId: string) => (await readAlertStates(database.pool)).get(alertRuleId);

  /** So many incidents of a process, open or not, in a case each. */
  async function addIncidents(process: string, { count, openedAt, group = "" }: Incidents) {
    await database.pool.query("insert into process (name) values ($1) on conflict do nothing", [process]);
    await database.pool.query(
      `insert into process_definition (version, source, tenant, bpmn_process_id) values (1, 'engine', '', $1) on conflict do nothing`,
      [process],
    );
    await database.pool.query(
      `with cases as (
         insert into process_case (case_id, started_at, last_at, process_id, event_count, open_incidents, status, lead_priority,
           lead_scope, lead_name, lead_value, state)
         select gen_random_uuid(), $2, $2, (select process_id from process where name = $1), 1, 1, 'active', 10, '', 'id', n::text, ''
         from generate_series(1, $3) as n returning case_id)
       insert into incident (case_id, incident_key, definition_id, opened_at, process_instance_key, element_instance_key, element_id,
         error_type, fingerprint, message)
       select case_id, case_id::text, (select definition_id from process_definition where bpmn_process_id = $1), $2, '', '', 'pay',
         'JOB_NO_RETRIES', md5($4)::uuid, 'no' from cases`,
      [process, new Date(openedAt), count, group === "" ? process : group],
    );
  }
  type Incidents = { readonly count: number; readonly openedAt: number; readonly group?: string };

  test("open incidents fire after their minutes, stay through the band, and clear when they are resolved", async () => {
    await addRule({
      name: "shop",
      metric: "open-incidents",
      process: "shop",
      threshold: 5,
      clearThreshold: 2,
      afterMinutes: 2,
      clearAfterMinutes: 1,
      channels: ["ops"],
    });
    await addIncidents("shop", { count: 6, openedAt: NOW });
    await addIncidents("other", { count: 50, openedAt: NOW });
    for (const minute of [0, 1, 2, 3]) await evaluateRules(database.pool, NOW + minute * MINUTE);
    assert.deepEqual(await happened(), ["fired shop 6"]);

    const resolve = (left: number) =>
      database.pool.query(
        `update incident set resolved_at = opened_at where resolved_at is null and definition_id =
           (select definition_id from process_definition where bpmn_process_id = 'shop') and incident_key not in (
           select incident_key from incident where resolved_at is null and definition_id =
             (select definition_id from process_definition where bpmn_process_id = 'shop') order by incident_key limit $1)`,
        [left],
      );
    await resolve(4);
    for (const minute of [4, 5, 6, 7]) await evaluateRules(database.pool, NOW + minute * MINUTE);
    assert.deepEqual(await happened(), ["fired shop 6"], "4 is inside the band");
    await resolve(2);
    for (const minute of [8, 9, 10]) await evaluateRules(database.pool, NOW + minute * MINUTE);

    assert.deepEqual(await happened(), ["fired shop 6", "cleared shop 2"]);
    const [cleared, fired] = await readAlertEvents(database.pool, { alertRuleId: null, before: null, limit: 50 });
    assert.equal(fired?.detail, "open incidents of shop: 6, over 5");
    assert.equal(fired?.path, "/incidents?process=shop");
    assert.equal(cleared?.detail, "open incidents of shop: 2, not over 2");
    assert.deepEqual(
      fired?.notices.map(({ channel, state }) => [channel, state]),
      [["ops", "waiting"]],
    );
  });

  test("a group of incidents that was there before is not new, and one that was not is", async () => {
    const rate = await addRule({ name: "rate", metric: "incident-rate", threshold: 100 });
    const groups = await addRule({ name: "new", metric: "new-incident-group", threshold: 0 });
    await addIncidents("shop", { count: 2, openedAt: NOW - 300 * MINUTE, group: "old" });
    await addIncidents("shop", { count: 3, openedAt: NOW - MINUTE, group: "old" });
    await evaluateRules(database.pool, NOW);
    assert.equal((await stateOf(groups))?.value, 0);

    await addIncidents("shop", { count: 4, openedAt: NOW - MINUTE, group: "new" });
    await evaluateRules(database.pool, NOW + MINUTE / 4);

    assert.equal((await stateOf(rate))?.value, 7);
    assert.deepEqual(await happened(), ["fired new 1"]);
  });

  test("lag and silence are times, throughput is the 90th percentile of what has ended, and what is not there is said", async () => {
    const pool = database.pool;
    await pool.query("insert into process (name) values ('shop')");
    await pool.query(
      `insert into case_duration_rollup (hour, process_id, bucket, shard, occurrences)
       select $1, process_id, bucket, 0, n from process, (values (10, 90), (100, 10)) as rollup (bucket, n)`,
      [new Date(NOW - 2 * 60 * MINUTE)],
    );
    await pool.query("insert into source (name, kind, state, last_event_at) values ('kafka', 'kafka', 'running', $1)", [
      new Date(NOW - 7 * MINUTE),
    ]);
    await pool.query(
      `insert into consumer_group_lag (source_id, group_name, topic, partition, observed_at, committed_position, high_position, lag_records, oldest_unread_at)
       select source_id, 'shipping', 'orders', 0, $1, 0, 9, 9, $2 from source`,
      [new Date(NOW), new Date(NOW - 3 * MINUTE)],
    );
    const ids = await Promise.all([
      addRule({ name: "slow", metric: "throughput-p90", process: "shop", threshold: 1_000 }),
      addRule({ name: "silent", metric: "source-silent", source: "kafka", threshold: 5 * MINUTE }),
      addRule({ name: "behind", metric: "group-lag", group: "shipping", threshold: MINUTE }),
      addRule({ name: "nowhere", metric: "open-incidents", process: "nowhere", threshold: 0 }),
      addRule({ name: "stuck", metric: "stuck-cases", process: "shop", threshold: 0 }),
    ]);

    await evaluateRules(pool, NOW);

    const states = await Promise.all(ids.map(stateOf));
    assert.deepEqual(
      states.map((state) => state?.value),
      [10, 7 * MINUTE, 3 * MINUTE, null, 0],
    );
    assert.match(states[3]?.detail ?? "", /There is no process "nowhere"/);
    const told = await readAlertEvents(pool, { alertRuleId: null, before: null, limit: 9 });
    assert.deepEqual(told.map(({ detail }) => detail).sort(), [
      "lag of consumer groups of shipping: 3 min, over 1 min",
      "silence of a source of kafka: 7 min, over 5 min",
    ]);
  });

  test("two evaluators that see the same state write one firing", async () => {
    await addRule({ name: "shop", metric: "open-incidents", threshold: 0, channels: ["a", "b"] });
    await addIncidents("shop", { count: 1, openedAt: NOW });

    await Promise.all(Array.from({ length: 8 }, () => evaluateRules(database.pool, NOW)));
    await evaluateRules(database.pool, NOW + MINUTE);

    assert.deepEqual(await happened(), ["fired shop 1"]);
    const claimed = await Promise.all(
      [1, 2, 3].map(() => claimNotices(database.pool, { at: new Date(NOW), leaseMs: MINUTE, limit: 10 })),
    );
    assert.deepEqual(
      claimed
        .flat()
        .map(({ channel }) => channel)
        .sort(),
      ["a", "b"],
      "each is claimed once",
    );
  });

  test("a notice whose sender died is due again when its lease is over, and the dead one's outcome is refused", async () => {
    await addRule({ name: "shop", metric: "open-incidents", threshold: 0, channels: ["a"] });
    await addIncidents("shop", { count: 1, openedAt: NOW });
    await evaluateRules(database.pool, NOW);
    const claim = (at: number) => claimNotices(database.pool, { at: new Date(at), leaseMs: MINUTE, limit: 10 });
    const [first] = await claim(NOW);
    assert.ok(first !== undefined);
    assert.deepEqual(await claim(NOW + MINUTE - 1), []);

    const [second] = await claim(NOW + MINUTE);
    assert.equal(second?.alertNoticeId, first.alertNoticeId, "the receiver can tell that it is the same");
    const settle = (attempts: number, state: "failed" | "delivered") =>
      settleNotice(database.pool, { ...first, attempts, state, at: new Date(NOW), nextAt: new Date(NOW), detail: "" });
    await settle(first.attempts, "failed");
    await settle(second?.attempts ?? 0, "delivered");

    const [event] = await readAlertEvents(database.pool, { alertRuleId: null, before: null, limit: 1 });
    assert.equal(event?.notices[0]?.state, "delivered");
  });

  test("a silenced firing is in the history and is told to nobody until the silence is over", async () => {
    const silences = [{ from: "2026-03-02T11:00:00Z", to: "2026-03-02T12:05:00Z" }];
    await addRule({ name: "shop", metric: "open-incidents", threshold: 0, channels: ["a"], silences });
    await addIncidents("shop", { count: 1, openedAt: NOW });

    for (const minute of [0, 4, 5]) await evaluateRules(database.pool, NOW + minute * MINUTE);

    const events = await readAlertEvents(database.pool, { alertRuleId: null, before: null, limit: 9 });
    assert.deepEqual(
      events.map(({ kind, silenced, notices }) => [kind, silenced, notices.length]),
      [
        ["still-firing", false, 1],
        ["fired", true, 0],
      ],
    );
  });

  test("rules of the configuration take the place of those of their name, and go when it no longer has them", async () => {
    await addRule({ name: "shop", metric: "open-incidents", threshold: 3 });
    await addRule({ name: "mine", metric: "open-incidents", threshold: 1 });
    const running = async (rules: object[]) => {
      const stopping = new AbortController();
      const pool = createSidePool(database.pool);
      const settings = AlertSettings.parse({ rules });
      const delivery = { settings, publicUrl: "http://127.0.0.1:3000", environment: "test", variables: {} };
      const names = async () =>
        (await readAlertRules(database.pool)).map(({ rule, origin }) => `${rule.name} ${origin} ${rule.threshold}`);
      const before = await names();
      const loop = keepAlerts({ pool, delivery, log: silentLog, deliverEveryMs: 20 }, stopping.signal);
      const end = Date.now() + 30_000;
      while ((await names()).join() === before.join() && Date.now() < end)
        await new Promise((done) => setTimeout(done, 10));
      stopping.abort();
      await loop;
      await pool.end();
      return names();
    };

    assert.deepEqual(await running([{ name: "shop", metric: "open-incidents", threshold: 9 }]), [
      "mine console 1",
      "shop configuration 9",
    ]);
    assert.deepEqual(await running([]), ["mine console 1"]);
  });
});
