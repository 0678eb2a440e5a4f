import assert from "node:assert/strict";
import { test } from "node:test";
import type { FoundRecord } from "@/lib/api/contract/topics";
import { matches } from "./record-match";

const RECORD: FoundRecord = {
  kind: "record",
  source: "retail",
  topic: "orders",
  partition: 0,
  position: 7,
  recordedAt: "2026-11-24T10:00:00.000Z",
  key: "Order-42",
  headers: [
    { name: "traceparent", value: "00-abc-1" },
    { name: "tenant", value: "north:west" },
  ],
  value: '{"amount":12}',
  encoding: "utf-8",
  bytes: 13,
  isCut: false,
  isMasked: false,
  theCase: null,
};

test("a record is found by a part of its key, in upper or lower case", () => {
  assert.ok(matches(RECORD, { key: "order-4" }));
  assert.ok(!matches(RECORD, { key: "order-5" }));
  assert.ok(!matches({ ...RECORD, key: null }, { key: "o" }));
});

test("a record is found by a header's name, and by what its value contains, colons too", () => {
  assert.ok(matches(RECORD, { header: "Traceparent" }));
  assert.ok(matches(RECORD, { header: "traceparent: ABC" }));
  assert.ok(matches(RECORD, { header: "tenant:north:west" }));
  assert.ok(!matches(RECORD, { header: "traceparent:xyz" }));
  assert.ok(!matches(RECORD, { header: "trace" }));
});

test("all that is asked for must fit", () => {
  assert.ok(matches(RECORD, { key: "42", header: "tenant", value: "amount" }));
  assert.ok(!matches(RECORD, { key: "42", header: "tenant", value: "price" }));
});
