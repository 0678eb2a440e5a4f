import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Camunda8 } from "@camunda8/sdk";
import { startCamundaForTests, startKafkaForTests } from "@/lib/local/java-servers.test-support";
import { waitFor } from "@/lib/local/waiting";
import { silentLog } from "@/lib/platform/log";
import { LandscapeState, type PlacedOrder, PlacedOrders, type PlaceOrders } from "./control-contract";
import { defectsOf } from "./defects";
import { type Envelope, RETAIL_TOPIC, readEnvelope } from "./envelope";
import { type TailedRecord, tailTopic } from "./kafka-tail.test-support";
import { startRetailLandscape } from "./main";
import { RETAIL_CHAIN } from "./truth";

const kafka = await startKafkaForTests();
const camunda8 = await startCamundaForTests(kafka);
const controlToken = "a token only for these tests";
const landscape = await startRetailLandscape(
  {
    kafkaBrokers: [kafka.bootstrap],
    zeebeGrpcAddress: camunda8.grpcAddress,
    controlToken,
    ordersPerMinute: 0,
    defects: { "failing-job": 0 },
  },
  { log: silentLog },
);
const shopTopic = await tailTopic(kafka.bootstrap, RETAIL_TOPIC);
const engineTopic = await tailTopic(kafka.bootstrap, camunda8.topic);
const zeebe = new Camunda8({
  ZEEBE_GRPC_ADDRESS: `grpc://${camunda8.grpcAddress}`,
  CAMUNDA_AUTH_STRATEGY: "NONE",
  zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: "NONE" },
}).getZeebeGrpcApiClient();
after(async () => {
  await Promise.all([zeebe.close(), shopTopic.stop(), engineTopic.stop()]);
  await landscape.stop();
  await camunda8.stop();
  await kafka.stop();
});

const WITHIN = { withinMs: 60_000 };

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${controlToken}`, "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(new URL(path, landscape.controlUrl), { method, headers, ...sent });
  assert.ok(response.ok, `${method} ${path}: ${response.status}`);
  return response.json();
}

async function placeOrders(request: Partial<PlaceOrders>): Promise<readonly PlacedOrder[]> {
  return PlacedOrders.parse(await ask("POST", "/orders", { defects: [], ...request })).orders;
}

async function placeOrder(...defects: NonNullable<PlaceOrders["defects"]>): Promise<PlacedOrder> {
  const [order] = await placeOrders({ defects });
  assert.ok(order);
  return order;
}

function messagesOf({ orderId }: PlacedOrder): readonly Envelope[] {
  const all = shopTopic.records.map(({ text }) => readEnvelope(Buffer.from(text))).filter((read) => read !== null);
  return all.filter(({ data }) => data?.["orderId"] === orderId || data?.["refId"] === orderId);
}

function typesOf(order: PlacedOrder): readonly string[] {
  return messagesOf(order).map(({ type }) => type);
}

async function untilCompleted(order: PlacedOrder): Promise<void> {
  const completed = await waitFor(() => (typesOf(order).includes("OrderCompletedEvent") ? true : null), WITHIN);
  assert.ok(completed, `order ${order.orderId} got only as far as ${typesOf(order).join(", ")}`);
}

/** The keys of one partition are below 2^53, so that plain JSON reads them well. */
function engineRecords(valueType: string, intent: string) {
  return engineTopic.records
    .map(({ text }: TailedRecord) => JSON.parse(text))
    .filter((record) => record.valueType === valueType && record.intent === intent);
}

function instanceKeyOf({ orderId }: PlacedOrder): number {
  const variables = engineRecords("VARIABLE", "CREATED").map(({ value }) => value);
  const found = variables.find(({ name, value }) => name === "orderId" && value === JSON.stringify(orderId));
  return found?.processInstanceKey;
}

function elementsOf(order: PlacedOrder, intent: string): readonly string[] {
  const key = instanceKeyOf(order);
  const records = engineRecords("PROCESS_INSTANCE", intent).map(({ value }) => value);
  return records.filter(({ processInstanceKey }) => processInstanceKey === key).map(({ elementId }) => elementId);
}

test("twenty orders make eight messages each, as the chain says, and their process instances complete", async () => {
  const orders = await placeOrders({ count: 20 });

  for (const order of orders) await untilCompleted(order);

  assert.equal(orders.flatMap(messagesOf).length, 160);
  for (const order of orders) {
    const inOrderOfTime = [...messagesOf(order)].sort((one, other) => +new Date(one.time) - +new Date(other.time));
    assert.deepEqual(
      inOrderOfTime.map(({ type, source }) => [type, source]),
      RETAIL_CHAIN.map(({ type, producer }) => [type, producer]),
    );
    assert.ok(inOrderOfTime.every(({ traceid }) => traceid === order.traceId));
    const ended = await waitFor(() => (elementsOf(order, "ELEMENT_COMPLETED").includes("order") ? true : null), WITHIN);
    assert.ok(ended, `the process instance of ${order.orderId} is not over`);
    assert.deepEqual(elementsOf(order, "ELEMENT_COMPLETED"), [
      ...RETAIL_CHAIN.map(({ elementId }) => elementId),
      "order",
    ]);
  }
});

test("a command and its answer share a correlation id that the process waits for", async () => {
  const order = await placeOrder();
  await untilCompleted(order);

  const idOf = (type: string) => messagesOf(order).find((message) => message.type === type)?.correlationid;

  assert.equal(idOf("OrderPlacedEvent"), null);
  assert.equal(idOf("OrderCompletedEvent"), null);
  const pairs = [
    ["RetrievePaymentCommand", "PaymentReceivedEvent", "correlationIdPayment"],
    ["FetchGoodsCommand", "GoodsFetchedEvent", "correlationIdGoods"],
    ["ShipGoodsCommand", "GoodsShippedEvent", "correlationIdShipping"],
  ] as const;
  const isThere = (variable: string, id: string | null | undefined) =>
    engineRecords("VARIABLE", "CREATED").some(
      ({ value }) => value.name === variable && value.value === JSON.stringify(id),
    );
  for (const [command, answer, variable] of pairs) {
    assert.ok(idOf(command));
    assert.equal(idOf(answer), idOf(command));
    assert.ok(await waitFor(() => (isThere(variable, idOf(command)) ? true : null), WITHIN), variable);
  }
  assert.equal(new Set(pairs.map(([command]) => idOf(command))).size, 3);
});

test("a failing job becomes an incident; with new retries the order is completed", async () => {
  const order = await placeOrder("failing-job");
  const findIncident = () =>
    engineRecords("INCIDENT", "CREATED").find(({ value }) => value.errorMessage.includes(order.orderId)) ?? null;
  const incident = await waitFor(findIncident, WITHIN);
  assert.ok(incident, "no incident came");
  assert.equal(incident.value.errorType, "JOB_NO_RETRIES");
  assert.ok(!typesOf(order).includes("OrderCompletedEvent"));

  await zeebe.updateJobRetries({ jobKey: String(incident.value.jobKey), retries: 3 });
  await zeebe.resolveIncident({ incidentKey: String(incident.key) });

  await untilCompleted(order);
  assert.equal(typesOf(order).length, 8);
  assert.equal(LandscapeState.parse(await ask("GET", "/")).counts.incidents, 1);
});

test("an order waits while Payment is down, and goes on when it is back", async () => {
  await ask("PATCH", "/", { defects: { "service-down:payment": true } });
  const order = await placeOrder();
  await waitFor(() => (typesOf(order).includes("RetrievePaymentCommand") ? true : null), WITHIN);
  await waitFor(() => null, { withinMs: 3_000 });
  assert.deepEqual([...typesOf(order)].sort(), ["OrderPlacedEvent", "RetrievePaymentCommand"]);

  await ask("PATCH", "/", { defects: { "service-down:payment": false } });

  await untilCompleted(order);
});

test("while Order is down its jobs wait in the engine, and are done when it is back", async () => {
  await ask("PATCH", "/", { defects: { "service-down:order": true } });
  const order = await placeOrder();
  await waitFor(() => null, { withinMs: 2_000 });
  assert.deepEqual(typesOf(order), ["OrderPlacedEvent"]);

  await ask("PATCH", "/", { defects: { "service-down:order": false } });

  await untilCompleted(order);
});

test("an event that comes twice, a torn trace and a poison record do not stop an order", async () => {
  const order = await placeOrder("double-completion", "torn-trace", "poison");

  await untilCompleted(order);

  const doubled = await waitFor(() => (typesOf(order).length === 9 ? messagesOf(order) : null), WITHIN);
  assert.ok(doubled, "no event came twice");
  assert.equal(new Set(doubled.map(({ id }) => id)).size, 9);
  assert.equal(new Set(doubled.map(({ traceid }) => traceid)).size > 1, true);
  assert.ok(
    shopTopic.records.some(({ text }) => text.includes(order.orderId) && readEnvelope(Buffer.from(text)) === null),
  );
});

test("a payment that fails in silence leaves the order waiting without an incident", async () => {
  const order = await placeOrder("payment-silent");
  const waiting = await waitFor(
    () => (elementsOf(order, "ELEMENT_ACTIVATED").includes("payment-received") ? true : null),
    WITHIN,
  );
  await waitFor(() => null, { withinMs: 2_000 });

  assert.ok(waiting);
  assert.deepEqual([...typesOf(order)].sort(), ["OrderPlacedEvent", "RetrievePaymentCommand"]);
});

test("the load knob is felt at once", async () => {
  const before = LandscapeState.parse(await ask("GET", "/")).counts.ordersPlaced;

  await ask("PATCH", "/", { ordersPerMinute: 600 });
  await waitFor(() => null, { withinMs: 3_000 });
  const state = LandscapeState.parse(await ask("PATCH", "/", { ordersPerMinute: 0 }));

  const placed = state.counts.ordersPlaced - before;
  assert.ok(placed >= 15 && placed <= 45, `${placed} orders in three seconds at 600 a minute`);
  const initial = defectsOf("retail").map(({ name, initial }) => [name, name === "failing-job" ? 0 : initial]);
  assert.deepEqual(
    Object.fromEntries(state.defects.map(({ name, value }) => [name, value])),
    Object.fromEntries(initial),
  );
});
