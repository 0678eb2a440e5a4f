import assert from "node:assert/strict";
import { test } from "node:test";
import { type RetailMessage, readEnvelope, toRetailRecord } from "./envelope";

const message: RetailMessage = {
  type: "PaymentReceivedEvent",
  id: "id-1",
  source: "Payment",
  time: Date.UTC(2026, 10, 23, 9, 30, 15, 120),
  data: { refId: "R-1" },
  traceid: "trace-1",
  correlationid: "c-1",
};

const bytes = (text: string) => new TextEncoder().encode(text);

test("a record has the retail envelope, no key, and its type in a header", () => {
  const { key, value, headers } = toRetailRecord(message, { time: "iso", typeHeader: "plain" });

  assert.equal(key, null);
  assert.deepEqual(headers, { type: "PaymentReceivedEvent" });
  assert.deepEqual(JSON.parse(value), {
    type: "PaymentReceivedEvent",
    id: "id-1",
    source: "Payment",
    time: "2026-11-23T09:30:15.120Z",
    data: { refId: "R-1" },
    datacontenttype: "application/json",
    specversion: "1.0",
    traceid: "trace-1",
    correlationid: "c-1",
    group: "flowing-retail",
  });
});

test("other teams write the time as a number and the header in quotes, or not at all", () => {
  const quoted = toRetailRecord(message, { time: "epoch-ms", typeHeader: "quoted" });
  const missing = toRetailRecord(message, { time: "epoch-ms", typeHeader: "missing" });

  assert.equal(JSON.parse(quoted.value).time, message.time);
  assert.deepEqual(quoted.headers, { type: '"PaymentReceivedEvent"' });
  assert.deepEqual(missing.headers, {});
});

test("a service understands what another one wrote", () => {
  const read = readEnvelope(bytes(toRetailRecord(message, { time: "epoch-ms", typeHeader: "missing" }).value));

  assert.deepEqual([read?.type, read?.correlationid, read?.data], ["PaymentReceivedEvent", "c-1", { refId: "R-1" }]);
});

test("what is no retail message is skipped, whatever it is", () => {
  const strange = ["", "{", "null", "[]", "42", '{"type":"OrderPlacedEvent"}', "\u0000", '{"__proto__":{"type":"x"}}'];

  assert.equal(readEnvelope(null), null);
  for (const text of strange) assert.equal(readEnvelope(bytes(text)), null, text);
  assert.equal(readEnvelope(new Uint8Array([0xff, 0xfe, 0x00])), null);
});
