import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded, keysOf, RECORDED_AT, recordOf, theEvent, whyNot } from "./decode.test-support";

test("a plain JSON record is read by its common names", () => {
  const record = recordOf({ eventType: "OrderPaid", timestamp: 1795366419952, producer: "Payment", orderId: 42 });

  const event = theEvent("activity.occurred", decoded(record));

  assert.deepEqual(event.activity, { kind: "event", producer: "Payment", name: "OrderPaid", channel: "orders" });
  assert.deepEqual([event.id, event.occurredAt], ["orders/0/7", 1795366419952]);
  assert.deepEqual(keysOf(event), ["orderId=42"]);
});

test("a record that names nothing is an event named after its topic, at the time of the log", () => {
  const event = theEvent("activity.occurred", decoded(recordOf({ amount: 3 })));

  assert.deepEqual(event.activity, { kind: "event", producer: "orders", name: "orders", channel: "orders" });
  assert.deepEqual([event.occurredAt, event.keys], [RECORDED_AT, []]);
});

test("the type may stand in a header", () => {
  assert.equal(
    theEvent("activity.occurred", decoded(recordOf({ amount: 3 }, { headers: { type: '"OrderPaid"' } }))).activity.name,
    "OrderPaid",
  );
});

test("declared paths count before common names", () => {
  const value = {
    type: "envelope",
    meta: { kind: "Paid", at: ["x", "2026-11-22T12:00:00Z"], no: 12345678901234567891n.toString() },
  };
  const json = JSON.stringify(value).replace('"12345678901234567891"', "12345678901234567891");
  const rule = {
    format: "json" as const,
    type: "$.meta.kind",
    time: "$.meta.at[1]",
    producer: "header:service",
    id: "$.meta.no",
    keys: [{ name: "orderId", path: "key", role: "link" as const, priority: 10 }],
    ends: ["Paid"],
    process: "payments",
    scope: "log-1",
  };

  const event = theEvent(
    "activity.occurred",
    decoded(recordOf(json, { key: "42", headers: { service: "pay" } }), rule),
  );

  assert.deepEqual(
    [event.activity.name, event.activity.producer, event.ends, event.process],
    ["Paid", "pay", true, "payments"],
  );
  assert.deepEqual([event.id, event.occurredAt], ["ce:pay/12345678901234567891", Date.UTC(2026, 10, 22, 12)]);
  assert.deepEqual(event.keys, [{ scope: "log-1", name: "orderId", value: "42", role: "link", priority: 10 }]);
});

test("a declared type that is not there is missed by its path", () => {
  assert.match(
    whyNot(recordOf({ type: "x" }), { format: "json", type: "$.kind" }),
    /undecodable: .*nothing stands at \$\.kind/,
  );
});

test("an id that may be the thing's own never makes two events one", () => {
  const [first] = decoded(recordOf({ type: "OrderUpdated", id: "42" }));

  assert.equal(first?.id, "orders/0/7");
  assert.equal(decoded(recordOf({ type: "OrderUpdated", eventId: "e-1", source: "Order" }))[0]?.id, "ce:Order/e-1");
});

test("a guessed time that is not one does not matter, one that cannot be does", () => {
  assert.equal(decoded(recordOf({ time: "10:30" }))[0]?.occurredAt, RECORDED_AT);
  assert.equal(decoded(recordOf({ time: "soon", occurredAt: 12 }))[0]?.occurredAt, 12);
  assert.match(whyNot(recordOf({ time: "2026-02-30" })), /^undecodable: .*2026-02-30.*does not exist/);
});

test("JSON that is no object is no event", () => {
  for (const value of ["42", "null", "[1]", '"text"', "true"])
    assert.match(whyNot(recordOf(value)), /^undecodable: .*not a JSON object/);
});
