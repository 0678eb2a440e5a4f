import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { EventMapQuery } from "@/lib/api/contract/event-map";
import { type InlineWorker, startInlineWorker } from "@/lib/ingest/inline-worker.test-support";
import {
  startCamundaForTests,
  startKafkaForTests,
  type TestCamunda8,
  type TestKafka,
} from "@/lib/local/java-servers.test-support";
import { startOperatonForTests, type TestOperaton } from "@/lib/local/operaton.test-support";
import { waitFor } from "@/lib/local/waiting";
import { saveModel } from "@/lib/operations/models/save-model";
import { silentLog } from "@/lib/platform/log";
import { readEventMap } from "@/lib/query/event-map";
import { getCaseCollaboration } from "@/lib/query/model/case-collaboration";
import { readModelDiagram } from "@/lib/query/model/read-model-diagram";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { type PlacedOrder, PlacedOrders, type PlaceOrders } from "../retail/control-contract";
import { RETAIL_VARIABLES } from "../retail/decode-rules";
import { type RetailLandscape, startRetailLandscape } from "../retail/main";
import { MIXED_BINDINGS, MIXED_COLLABORATION } from "./collaboration";
import { MIXED_TOPIC_RULE } from "./decode-rules";
import { MIXED_TRUTH } from "./truth";

const controlToken = "a token only for these tests";
let kafka: TestKafka;
let camunda8: TestCamunda8;
let operaton: TestOperaton;
let database: TestDatabase;
let landscape: RetailLandscape;
let worker: InlineWorker;
before(async () => {
  [kafka, operaton, database] = await Promise.all([startKafkaForTests(), startOperatonForTests(), startTestDatabase()]);
  camunda8 = await startCamundaForTests(kafka);
  landscape = await startRetailLandscape(
    {
      landscape: "retail-mixed",
      kafkaBrokers: [kafka.bootstrap],
      zeebeGrpcAddress: camunda8.grpcAddress,
      operatonUrl: operaton.url,
      controlToken,
      ordersPerMinute: 0,
      defects: { "failing-job": 0 },
    },
    { log: silentLog },
  );
  const zeebe = { topic: camunda8.topic, format: "zeebe", engine: "camunda8", variables: RETAIL_VARIABLES };
  worker = startInlineWorker(
    database.connectionString,
    { brokers: [kafka.bootstrap], topics: [MIXED_TOPIC_RULE, zeebe] },
    {
      id: "operaton",
      kind: "camunda7",
      url: operaton.url,
      businessKey: "orderId",
      variables: RETAIL_VARIABLES,
      pollMs: 100,
      overlapSeconds: 5,
    },
  );
});
after(async () => {
  await worker?.stop();
  await landscape?.stop();
  await database?.stop();
  await camunda8?.stop();
  await operaton?.stop();
  await kafka?.stop();
});

async function place(count: number, ...defects: NonNullable<PlaceOrders["defects"]>): Promise<readonly PlacedOrder[]> {
  const response = await fetch(new URL("/orders", landscape.controlUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${controlToken}`, "content-type": "application/json" },
    body: JSON.stringify({ count, defects }),
  });
  return PlacedOrders.parse(await response.json()).orders;
}

async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${operaton.url}${path}`, { method, headers, ...content });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
  return (text === "" ? null : JSON.parse(text)) as Answer;
}

type Seen = { readonly cases: number; readonly status: string; readonly engines: string; readonly events: number };

/** How the order is seen: in how many cases, which instances of which engines they have, and how many Kafka events. */
async function seen({ orderId, traceId }: PlacedOrder): Promise<Seen> {
  const { rows } = await database.pool.query<Seen>(
    `with mine as (select distinct case_id from correlation_key where value = any($1))
     select (select count(*)::int from mine) as cases, (select min(status) from process_case join mine using (case_id)) as status,
       (select string_agg(source || ' ' || bpmn_process_id || ' ' || process_instance.status, ', ' order by source)
        from process_instance join mine using (case_id) join process_definition using (definition_id)) as engines,
       (select count(distinct event_id)::int from event join correlation_key on key_id = event.case_id
        where correlation_key.case_id in (select case_id from mine) and event.kind = 'activity.occurred') as events`,
    [[orderId, traceId]],
  );
  return rows[0] ?? { cases: 0, status: "", engines: "", events: 0 };
}

async function becomes(order: PlacedOrder, wanted: Seen): Promise<void> {
  let last: Seen | null = null;
  const isSo = async () => {
    last = await seen(order);
    return JSON.stringify(last) === JSON.stringify(wanted) ? true : null;
  };
  await waitFor(isSo, { withinMs: 60_000, everyMs: 200 });
  assert.deepEqual(last, wanted);
}

const DONE: Seen = {
  cases: 1,
  status: "ended",
  engines: "camunda8 mixed-order completed, operaton payment completed",
  events: MIXED_TRUTH.length,
};

test("an order is one case over Kafka, a process on Camunda 8 and one on Operaton, and its services are seen as they are", async () => {
  const orders = await place(6);
  for (const order of orders) await becomes(order, DONE);

  const process = MIXED_TOPIC_RULE.process ?? "";
  const map = await readEventMap(database.pool, EventMapQuery.parse({ process, activities: 1, edges: 1 }), Date.now());
  const told = map.nodes
    .filter(({ kind }) => kind === "event")
    .map(({ producer, activity }) => `${producer} ${activity}`);
  assert.deepEqual([...told].sort(), MIXED_TRUTH.map(({ producer, type }) => `${producer} ${type}`).sort());
});

test("the collaboration shows the way of one order over Kafka and both engines, with nothing of it left out", async () => {
  const xml = readFileSync(MIXED_COLLABORATION.diagram, "utf8");
  const { elements, warnings } = await readModelDiagram(xml);
  const bound = { name: MIXED_COLLABORATION.name, xml, elements: elements.length, warnings, origin: "a test" };
  await saveModel(database.pool, "a test", { ...bound, bindings: MIXED_BINDINGS });
  const [order] = await place(1);
  assert.ok(order);
  await becomes(order, DONE);
  const { rows } = await database.pool.query("select case_id from correlation_key where value = $1", [order.orderId]);

  const { shown } = await getCaseCollaboration(database.pool, { caseId: String(rows[0]?.case_id) });

  assert.deepEqual(shown?.unbound, []);
  const reached = new Set(shown?.elements.map(({ elementId }) => elementId));
  for (const elementId of ["checkout-order-placed", "retrieve-payment", "tell-received", "fetch-goods", "ship-goods"]) {
    assert.ok(reached.has(elementId), `${elementId} is not on the way: ${[...reached]}`);
  }
  assert.ok(shown?.elements.every(({ visits, state }) => visits === 1 && state === "completed"));
});

test("a refused card waits for a person in Operaton while Order waits in Camunda 8 and nobody tells it; cleared up, both go on", async () => {
  const orders = await place(8, "payment-silent");
  const openTasks = () => ask<{ id: string; processInstanceId: string }[]>("GET", "/task?processDefinitionKey=payment");
  const tasks = await waitFor(
    async () => {
      const found = await openTasks();
      return found.length > 0 ? found : null;
    },
    { withinMs: 60_000 },
  );
  assert.ok(tasks, "nobody's card was refused");
  const [task] = tasks;
  const instance = await ask<{ businessKey: string }>("GET", `/process-instance/${task?.processInstanceId}`);
  const order = orders.find(({ orderId }) => orderId === instance.businessKey);
  assert.ok(order);
  await becomes(order, {
    ...DONE,
    status: "active",
    engines: "camunda8 mixed-order active, operaton payment active",
    events: 3,
  });

  await ask("POST", `/task/${task?.id}/complete`, {});

  await becomes(order, DONE);
});

test("jobs fail at either engine, and the ones that Operaton gave up are done when they get new tries", async () => {
  const orders = await place(10, "failing-job");
  const ofOrders = orders.map(({ orderId }) => orderId);
  const sources = async () => {
    const { rows } = await database.pool.query<{ name: string; value: string }>(
      `select source as name, known.value from incident join process_definition using (definition_id)
       join correlation_key as known on known.case_id = incident.case_id and known.name = 'orderId'
       where incident.resolved_at is null and known.value = any($1)`,
      [ofOrders],
    );
    return rows;
  };
  const both = await waitFor(
    async () => {
      const found = await sources();
      return new Set(found.map(({ name }) => name)).size === 2 ? found : null;
    },
    { withinMs: 60_000, everyMs: 200 },
  );
  assert.ok(both, JSON.stringify(await sources()));
  const hit = orders.find(({ orderId }) => both.some(({ name, value }) => name === "operaton" && value === orderId));
  assert.ok(hit);
  const [instance] = await ask<{ id: string }[]>("GET", `/process-instance?businessKey=${hit.orderId}`);
  const [task] = await ask<{ id: string }[]>("GET", `/external-task?processInstanceId=${instance?.id}`);

  await ask("PUT", `/external-task/${task?.id}/retries`, { retries: 1 });

  await becomes(hit, DONE);
});
