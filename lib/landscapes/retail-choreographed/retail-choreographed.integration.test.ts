import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { EventMapQuery } from "@/lib/api/contract/event-map";
import { type DecodeRule, KeyRule } from "@/lib/domain/decode-rules";
import { startInlineWorker } from "@/lib/ingest/inline-worker.test-support";
import { caughtUp, produce, type Sent } from "@/lib/ingest/worker.test-support";
import { startKafkaForTests } from "@/lib/local/java-servers.test-support";
import { createTopics } from "@/lib/local/kafka-admin";
import { waitFor } from "@/lib/local/waiting";
import { silentLog } from "@/lib/platform/log";
import { readEventMap } from "@/lib/query/event-map";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { type PlacedOrder, PlacedOrders, type PlaceOrders } from "../retail/control-contract";
import { RETAIL_TOPIC_RULE } from "../retail/decode-rules";
import { type Envelope, readEnvelope, toRetailRecord } from "../retail/envelope";
import { tailTopic } from "../retail/kafka-tail.test-support";
import { startRetailLandscape } from "../retail/main";
import { RETAIL_CHAIN } from "../retail/truth";
import { compareToTruth } from "../truth/compare-truth";
import { CHOREOGRAPHED_TOPIC_RULE } from "./decode-rules";
import { CHOREOGRAPHED_TRUTH } from "./truth";

const TOPIC = CHOREOGRAPHED_TOPIC_RULE.topic;
const kafka = await startKafkaForTests();
const controlToken = "a token only for these tests";
const landscape = await startRetailLandscape(
  {
    landscape: "retail-choreographed",
    kafkaBrokers: [kafka.bootstrap],
    zeebeGrpcAddress: null,
    controlToken,
    ordersPerMinute: 0,
  },
  { log: silentLog },
);
const tail = await tailTopic(kafka.bootstrap, TOPIC);
const database = await startTestDatabase();
const worker = read(database, [CHOREOGRAPHED_TOPIC_RULE]);
after(async () => {
  await Promise.all([tail.stop(), worker.stop()]);
  await database.stop();
  await landscape.stop();
  await kafka.stop();
});

function read({ connectionString }: TestDatabase, topics: readonly DecodeRule[]) {
  return startInlineWorker(connectionString, { brokers: [kafka.bootstrap], topics });
}

async function place(count: number, ...defects: NonNullable<PlaceOrders["defects"]>): Promise<readonly PlacedOrder[]> {
  const response = await fetch(new URL("/orders", landscape.controlUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${controlToken}`, "content-type": "application/json" },
    body: JSON.stringify({ count, defects }),
  });
  return PlacedOrders.parse(await response.json()).orders;
}

/** The first event carries the order bare, the others carry it whole within their own data. */
function eventsOf({ orderId }: PlacedOrder): readonly Envelope[] {
  return tail.records
    .map(({ text }) => readEnvelope(Buffer.from(text)))
    .filter((event) => event !== null)
    .filter(({ data }) => JSON.stringify(data).includes(orderId));
}

async function untilEvents(orders: readonly PlacedOrder[], count: number): Promise<void> {
  for (const order of orders) {
    const came = await waitFor(() => (eventsOf(order).length === count ? true : null), { withinMs: 60_000 });
    assert.ok(came, `order ${order.orderId}: ${eventsOf(order).map(({ type }) => type)}`);
  }
}

/** Of each case that these orders are in: how many events it has, and how it stands. */
async function casesOf(orders: readonly PlacedOrder[], { pool }: TestDatabase = database) {
  await caughtUp(pool, kafka.bootstrap, TOPIC);
  const keys = orders.flatMap((order) => [order.orderId, ...eventsOf(order).map(({ traceid }) => traceid)]);
  const { rows } = await pool.query<{ seen: string }>(
    `select event_count || ' ' || status as seen from process_case
     where case_id in (select case_id from correlation_key where value = any($1)) order by 1`,
    [keys],
  );
  return rows.map(({ seen }) => seen);
}

/** What the shop with an Order process says of an order that goes well, without its engine. */
function orchestrated(orderId: string): readonly Sent[] {
  return RETAIL_CHAIN.map(({ type, producer }, step) => {
    const time = Date.now() + step * 100;
    const data = type.startsWith("Order") ? { orderId } : { refId: orderId };
    const told = { type, id: randomUUID(), source: producer, time, data, traceid: orderId, correlationid: null };
    return { partition: 0, value: Buffer.from(toRetailRecord(told, { time: "iso", typeHeader: "plain" }).value) };
  });
}

function mapOf(process: string, { pool }: TestDatabase = database) {
  return readEventMap(pool, EventMapQuery.parse({ process, activities: 1, edges: 1 }), Date.now());
}

test("an order goes from service to service with nobody in charge: five events, one case, the map of the truth", async () => {
  const orders = await place(5);
  await untilEvents(orders, 5);

  assert.deepEqual(
    await casesOf(orders),
    Array.from({ length: 5 }, () => "5 ended"),
  );
  const map = await mapOf(CHOREOGRAPHED_TOPIC_RULE.process ?? "");
  assert.deepEqual(compareToTruth(map, CHOREOGRAPHED_TRUTH), []);
  assert.ok(orders.flatMap(eventsOf).every(({ correlationid }) => correlationid === null));
});

test("beside the orchestrated shop on the same cluster, events of the same names are cases and a map of their own", async () => {
  const topic = `flowing-retail-${randomUUID()}`;
  await createTopics(kafka.bootstrap, [{ topic }]);
  const sent = ["R-ORCHEST1", "R-ORCHEST2"].flatMap(orchestrated);
  await produce(kafka.bootstrap, topic, sent);
  const both = await startTestDatabase();
  const reading = read(both, [{ ...RETAIL_TOPIC_RULE, topic }, CHOREOGRAPHED_TOPIC_RULE]);
  try {
    await caughtUp(both.pool, kafka.bootstrap, topic);
    await caughtUp(both.pool, kafka.bootstrap, TOPIC);

    const [one, other] = [await mapOf("flowing-retail", both), await mapOf("flowing-retail-choreographed", both)];
    assert.deepEqual(
      one.nodes.map(({ activity, producer, count }) => `${producer} ${activity} ${count}`).sort(),
      RETAIL_CHAIN.map(({ type, producer }) => `${producer} ${type} 2`).sort(),
    );
    assert.deepEqual(compareToTruth(other, CHOREOGRAPHED_TRUTH), []);
    assert.ok(one.nodes.every(({ channel }) => channel === topic));
    assert.ok(other.nodes.every(({ channel }) => channel === TOPIC));
  } finally {
    await reading.stop();
    await both.stop();
  }
});

test("a payment that fails in silence leaves the case open after the order, and nobody says so", async () => {
  const silent = await place(1, "payment-silent");
  const after = await place(1);
  await untilEvents(after, 5);

  assert.deepEqual(await casesOf(silent), ["1 active"]);
});

test("a torn trace is seen as two cases, until a rule says where the order's number is", async () => {
  const torn = await place(4, "torn-trace"); // at one service or another

  await untilEvents(torn, 5);
  const seen = await casesOf(torn);
  assert.equal(seen.length, 8, seen.join(", "));

  const mended = await startTestDatabase();
  const keys = ["$.data.orderId", "$.data.order.orderId"].map((path) => KeyRule.parse({ name: "orderId", path }));
  const other = read(mended, [{ ...CHOREOGRAPHED_TOPIC_RULE, keys }]);
  try {
    assert.deepEqual(await casesOf(torn, mended), ["5 ended", "5 ended", "5 ended", "5 ended"]);
  } finally {
    await other.stop();
    await mended.stop();
  }
});

test("an event that comes twice with another id and a poison record make nobody work twice", async () => {
  const doubled = await place(1, "double-completion", "poison");
  await untilEvents(doubled, 6);
  const after = await place(1);
  await untilEvents(after, 5);

  const types = doubled.flatMap(eventsOf).map(({ type }) => type);
  assert.equal(new Set(types).size, 5);
  assert.equal(types.length, 6);
});
