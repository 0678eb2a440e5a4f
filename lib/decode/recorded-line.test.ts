import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toSourceName } from "@/lib/domain/identifiers";
import { decoded, recordOf } from "./decode.test-support";
import { parseRecordedLine } from "./recorded-line";

const place = { source: toSourceName("import-1"), lineNumber: 3, importedAt: 1000 };
const text = (bytes: Uint8Array | null | undefined) => (bytes ? new TextDecoder().decode(bytes) : null);
const kafka = {
  topic: "orders",
  partition: 2,
  offset: "17",
  timestamp: "1795366419952",
  key: null,
  headers: {},
  value: "{}",
};

function parsed(line: unknown) {
  const result = parseRecordedLine(typeof line === "string" ? line : JSON.stringify(line), place);
  if (result.outcome !== "record") throw new Error(result.outcome === "rejected" ? result.why : result.outcome);
  return result.record;
}

function whyRejected(line: unknown): string {
  const result = parseRecordedLine(typeof line === "string" ? line : JSON.stringify(line), place);
  return result.outcome === "rejected" ? result.why : result.outcome;
}

test("a recorded Kafka record is the record that it was", () => {
  const record = parsed({ ...kafka, key: "k", headers: { type: "A", trace: ["1", "2"], none: null } });

  assert.deepEqual([record.source, record.stream, record.position], ["import-1", "orders/2", 17]);
  assert.deepEqual(
    [record.topic, record.recordedAt, text(record.key), text(record.value)],
    ["orders", 1795366419952, "k", "{}"],
  );
  assert.deepEqual(
    record.headers.map(({ name, value }) => [name, text(value)]),
    [
      ["type", "A"],
      ["trace", "1"],
      ["trace", "2"],
    ],
  );
});

test("tombstones stay tombstones, and a value that was taken apart is put together", () => {
  assert.equal(parsed({ ...kafka, value: null }).value, null);
  assert.equal(text(parsed({ ...kafka, offset: 17, timestamp: 5, value: { a: [1] } }).value), '{"a":[1]}');
});

test("a line with a CloudEvent is a record whose position is the line", () => {
  const line = JSON.stringify({ specversion: "1.0", type: "Paid", source: "pay", id: "1", data: { orderId: "42" } });

  const record = parsed(line);

  assert.deepEqual([record.stream, record.position, record.recordedAt], ["import-1/lines", 3, 1000]);
  assert.deepEqual(decoded(record)[0]?.id, decoded(recordOf(line))[0]?.id);
});

test("a line that is neither is rejected with its number and the reason", () => {
  assert.match(whyRejected("{broken"), /^Line 3: The value is not JSON/);
  assert.match(whyRejected("[]"), /^Line 3: .*not an object/);
  assert.match(whyRejected({ orderId: 42 }), /neither a Kafka record .* nor a CloudEvent/);
  assert.match(whyRejected({ ...kafka, offset: -1 }), /its offset is not a number/i);
  assert.match(whyRejected({ ...kafka, offset: "99999999999999999999" }), /its offset is not a number/i);
  assert.match(whyRejected({ ...kafka, topic: "a b" }), /its topic/i);
  assert.match(whyRejected({ ...kafka, timestamp: undefined }), /its timestamp/i);
  assert.match(whyRejected({ ...kafka, headers: [] }), /its headers/i);
  assert.match(whyRejected({ ...kafka, headers: { a: { toString: 1 } } }), /headers is not text/);
  assert.equal(whyRejected(" \r"), "blank");
});

test("no line stops an import", () => {
  const field = fc.oneof(fc.jsonValue(), fc.constantFrom("orders", "17", 17));
  const like = fc.record({
    topic: field,
    partition: field,
    offset: field,
    timestamp: field,
    key: field,
    headers: field,
    value: field,
  });

  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        like.map((line) => JSON.stringify(line)),
      ),
      (line) => {
        assert.ok(["record", "blank", "rejected"].includes(parseRecordedLine(line, place).outcome));
      },
    ),
    {
      examples: [[JSON.stringify({ ...kafka, value: 0 }).replace(":0", `:${"[".repeat(50_000)}${"]".repeat(50_000)}`)]],
    },
  );
});
