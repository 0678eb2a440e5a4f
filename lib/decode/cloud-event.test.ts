import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded, keysOf, RECORDED_AT, recordOf, theEvent, whyNot } from "./decode.test-support";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const paid = {
  specversion: "1.0",
  type: "OrderPaid",
  source: "/shop/payment",
  id: "p-1",
  time: "2026-11-22T12:00:00Z",
  subject: "orders/42",
  tenantid: "acme",
  data: { orderId: "42", amount: 1999 },
};

test("a structured CloudEvent is one event of its source, with the keys that speak for themselves", () => {
  const event = theEvent("activity.occurred", decoded(recordOf(paid)));

  assert.deepEqual(event.activity, { kind: "event", producer: "/shop/payment", name: "OrderPaid", channel: "orders" });
  assert.deepEqual([event.id, event.occurredAt], ["ce:/shop/payment/p-1", Date.UTC(2026, 10, 22, 12)]);
  assert.deepEqual(keysOf(event), ["orderId=42"]);
});

test("the same event in binary mode is the same event", () => {
  const headers = {
    ce_specversion: "1.0",
    ce_type: "OrderPaid",
    ce_source: "/shop/payment",
    ce_id: "p-1",
    ce_time: "2026-11-22T12:00:00Z",
    ce_subject: "orders/42",
    ce_tenantid: "acme",
    "content-type": "application/json; charset=utf-8",
  };
  const dashed = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace("ce_", "CE-"), value]),
  );
  const structured = decoded(recordOf(paid));

  assert.deepEqual(decoded(recordOf(paid.data, { headers })), structured);
  assert.deepEqual(decoded(recordOf(paid.data, { headers: dashed })), structured);
});

test("in binary mode data of another kind does not matter, broken JSON does", () => {
  const headers = { ce_specversion: "1.0", ce_type: "PhotoTaken", ce_source: "camera", ce_id: "1" };
  const bytes = new Uint8Array([0xff, 0xd8]);
  const withType = (contentType: string) => recordOf(bytes, { headers: { ...headers, "content-type": contentType } });

  assert.equal(decoded(withType("image/jpeg")).length, 1);
  assert.equal(decoded(recordOf(bytes, { headers })).length, 1);
  assert.equal(decoded(recordOf(new Uint8Array(), { headers })).length, 1);
  assert.match(whyNot(withType("application/json")), /^undecodable: The value is not valid UTF-8/);
});

test("a batch is as many events as it holds, or none of them", () => {
  const batch = [paid, { ...paid, id: "p-2" }];

  const events = decoded(recordOf(batch));

  assert.deepEqual(
    events.map(({ id, part }) => [id, part]),
    [
      ["ce:/shop/payment/p-1", 0],
      ["ce:/shop/payment/p-2", 1],
    ],
  );
  assert.match(whyNot(recordOf([paid, { ...paid, id: "" }])), /^undecodable: Event 2 of 2: .*without id/);
  assert.match(whyNot(recordOf([]), { format: "cloudevents" }), /^ignored: .*empty batch/);
});

test("declared keys come from data, attributes, headers and the record's key, and only they", () => {
  const keys = [
    { name: "order", path: "$.data.orderId" },
    { name: "bareOrder", path: "$.orderId" },
    { name: "subject", path: "$.subject" },
    { name: "tenant", path: "$.tenantid", role: "shared" as const },
    { name: "region", path: "header:region" },
    { name: "recordKey", path: "key" },
  ].map((key) => ({ role: "link" as const, priority: 10, ...key }));

  const [event] = decoded(recordOf(paid, { key: "k-1", headers: { region: "eu" } }), { keys });

  const found = ["order=42", "bareOrder=42", "subject=orders/42", "tenant=acme", "region=eu", "recordKey=k-1"];
  assert.deepEqual(event && keysOf(event), found);
  assert.equal(event?.keys[3]?.role, "shared");
});

test("without declared keys only clear names tie, and a trace context does", () => {
  const event = { ...paid, traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, correlationid: "c" };
  const data = { customerId: "7", orderId: "null", businessKey: "b" };

  const [found] = decoded(recordOf({ ...event, data }));

  assert.deepEqual(found && keysOf(found), ["businessKey=b", "correlationId=c", `traceId=${TRACE}`]);
});

test("an unreadable or empty trace context ties nothing", () => {
  for (const traceparent of ["", "00-xyz", `00-${"0".repeat(32)}-00f067aa0ba902b7-01`, 42, null]) {
    const [event] = decoded(recordOf({ ...paid, data: null, traceparent }));
    assert.deepEqual(event?.keys, []);
  }
});

test("what every CloudEvent must have is missed by name", () => {
  for (const name of ["type", "source", "id"]) {
    assert.match(whyNot(recordOf({ ...paid, [name]: undefined })), new RegExp(`^undecodable: .*without ${name}`));
    assert.match(whyNot(recordOf({ ...paid, [name]: 1 })), new RegExp(`^undecodable: .*without ${name}`));
  }
});

test("without a time the event happened when the log took it; with a time in the year 50000 it is undecodable", () => {
  assert.equal(decoded(recordOf({ ...paid, time: undefined }))[0]?.occurredAt, RECORDED_AT);
  assert.match(whyNot(recordOf({ ...paid, time: "+50000-01-01T00:00:00Z" })), /^undecodable: .*1970 to 9999/);
});

test("ids are told apart even where slashes stand in them", () => {
  const id = (source: string, of: string) => decoded(recordOf({ ...paid, source, id: of }))[0]?.id;

  assert.notEqual(id("a/b", "c"), id("a", "b/c"));
  assert.notEqual(id("a", "b/c"), id("a", "b%2Fc"));
});
