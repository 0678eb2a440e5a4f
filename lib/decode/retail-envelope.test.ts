import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded, keysOf, recordOf, theEvent, whyNot } from "./decode.test-support";

const TIME = Date.UTC(2026, 10, 22, 16, 53, 39, 762);
const placed = {
  type: "OrderPlacedEvent",
  id: "e-1",
  source: "Checkout",
  time: "2026-11-22T16:53:39.762070777Z",
  data: { orderId: "42", customer: { name: "Ada" } },
  datacontenttype: "application/json",
  specversion: "1.0",
  traceid: "t-1",
  correlationid: null,
  group: "flowing-retail",
};
const retail = { topic: "flowing-retail" };
const one = (value: unknown, headers: { [name: string]: string } = {}) =>
  theEvent("activity.occurred", decoded(recordOf(value, { ...retail, headers }), { format: "retail" }));

test("an order placed on the retail topic is one event with its producer, its time and its keys", () => {
  const event = one(placed);

  assert.deepEqual(event.activity, {
    kind: "event",
    producer: "Checkout",
    name: "OrderPlacedEvent",
    channel: "flowing-retail",
  });
  assert.deepEqual([event.id, event.occurredAt, event.ends], ["ce:Checkout/e-1", TIME, false]);
  assert.deepEqual([event.source, event.stream, event.position, event.part], ["kafka", "flowing-retail/0", 7, 0]);
  assert.deepEqual(event.keys, [
    { scope: "", name: "traceId", value: "t-1", role: "link", priority: 20 },
    { scope: "", name: "orderId", value: "42", role: "link", priority: 10 },
  ]);
});

test("a command names the order by refId and its answer by correlationid", () => {
  const event = one({ ...placed, type: "FetchGoodsCommand", correlationid: "c-2", data: { refId: 42, items: [] } });

  assert.deepEqual(keysOf(event), ["traceId=t-1", "orderId=42", "correlationId=c-2"]);
});

test("an event without data still belongs to its trace", () => {
  assert.deepEqual(keysOf(one({ ...placed, data: null })), ["traceId=t-1"]);
});

test("times as epoch milliseconds and with +0000 are the same instant", () => {
  assert.equal(one({ ...placed, time: TIME }).occurredAt, TIME);
  assert.equal(one({ ...placed, time: "2026-11-22T16:53:39.762+0000" }).occurredAt, TIME);
});

test("the body says what happened; the header only where the body is silent", () => {
  const { type: _, ...silent } = placed;

  assert.equal(one(placed, { type: "Stale" }).activity.name, "OrderPlacedEvent");
  assert.equal(one(silent, { type: '"OrderPlacedEvent"' }).activity.name, "OrderPlacedEvent");
  assert.match(whyNot(recordOf(silent, retail), { format: "retail" }), /^undecodable: It names no event type/);
});

test("the older dialect says the same in other words", () => {
  const older = {
    messageType: "OrderPlacedEvent",
    id: "e-1",
    traceId: "t-1",
    sender: "Checkout",
    timestamp: "2026-11-22T16:53:39.762Z",
    correlationId: "c-1",
    payload: { orderId: "42" },
  };

  const event = one(older);

  assert.deepEqual(event.activity.producer, "Checkout");
  assert.deepEqual([event.id, event.occurredAt], ["ce:Checkout/e-1", TIME]);
  assert.deepEqual(keysOf(event), ["traceId=t-1", "orderId=42", "correlationId=c-1"]);
});

test("a completed order ends its case, unless the rule names other ends", () => {
  const completed = recordOf({ ...placed, type: "OrderCompletedEvent" }, retail);
  const endsUnder = (ends: string[]) =>
    theEvent("activity.occurred", decoded(completed, { format: "retail", ends })).ends;

  assert.equal(endsUnder([]), true);
  assert.equal(endsUnder(["GoodsShippedEvent"]), false);
});

test("a declared key joins the envelope's own, and one of the same name replaces it", () => {
  const pick = { name: "pickId", path: "$.data.pickId", role: "shared", priority: 5 } as const;
  const noTrace = { name: "traceId", path: "$.traceid", role: "ignore", priority: 10 } as const;
  const record = recordOf({ ...placed, data: { refId: "42", pickId: "p" } }, retail);

  const event = theEvent("activity.occurred", decoded(record, { format: "retail", keys: [pick, noTrace] }));

  assert.deepEqual(keysOf(event), ["pickId=p", "orderId=42"]);
});
