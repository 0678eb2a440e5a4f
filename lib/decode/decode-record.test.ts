import assert from "node:assert/strict";
import { test } from "node:test";
import { rulesInForce } from "./built-in-rules";
import { assertStorable, eventsOf, keysOf, recordOf, ruleOf, whyNot } from "./decode.test-support";
import { decodeRecord, MAX_DECODED_BYTES } from "./decode-record";

const DEEP = 100_000;
const nested = (inner: string) => `{"type":"T","orderId":"42","data":${"[".repeat(DEEP)}${inner}${"]".repeat(DEEP)}}`;

test("each kind of poison is put aside with its own reason", () => {
  const poison: readonly (readonly [unknown, RegExp])[] = [
    ["not json", /not JSON: unexpected character|not JSON/],
    ["", /empty: 0 bytes/],
    ["{", /ends too early/],
    ['{"a":"b', /ends too early/],
    ['{"type":"T"}{"type":"T"}', /not JSON: unexpected character at position 12/],
    ["\u0000", /not JSON/],
    ['{"type":"a\u0000b"}', /not JSON/],
    ["NaN", /not JSON/],
    ["1e400", /a JSON number/],
    ['{"time":1e400}', /1970 to 9999/],
    ['{"time":"+50000-01-01T00:00:00Z"}', /1970 to 9999/],
    ['{"time":"2026-02-30"}', /does not exist/],
    [new Uint8Array([0x7b, 0xc3, 0x28, 0x7d]), /not valid UTF-8/],
    [new Uint8Array([0xef, 0xbb, 0xbf]), /not JSON/],
    [new Uint8Array([0, 0, 0, 0, 1, 2, 3]), /not JSON/],
    [new Uint8Array(10 * MAX_DECODED_BYTES), /has 10485760 bytes.*up to 1048576/],
    ["[".repeat(DEEP), /ends too early/],
  ];

  for (const [value, reason] of poison) {
    const why = whyNot(recordOf(value));
    assert.match(why, /^undecodable: /);
    assert.match(why, reason);
  }
});

test("a reason never shows the payload", () => {
  assert.doesNotMatch(whyNot(recordOf("4111-1111-1111-1111 is my card")), /4111/);
  assert.doesNotMatch(whyNot(recordOf('{"card":4111x}')), /4111/);
});

test("a tombstone is ignored, and so is a topic that a rule ignores", () => {
  assert.match(whyNot(recordOf(null)), /^ignored: .*tombstone/);
  assert.match(whyNot(recordOf("poison"), { format: "ignore" }), /^ignored: /);
});

test("100,000 levels of nesting are data like any other", () => {
  const [event] = eventsOf(decodeRecord(recordOf(nested("1")), []));

  assert.deepEqual(event && keysOf(event), ["orderId=42"]);
});

test("names with NUL or half a character are stored as text that a database takes", () => {
  const [event] = eventsOf(decodeRecord(recordOf('{"type":"a\\u0000b","source":"\\ud800","orderId":"\\udc00"}'), []));

  assert.equal(typeof event, "object");
  assertStorable(event);
});

test("__proto__ is data and changes nothing", () => {
  const json = '{"__proto__":{"orderId":"1","type":"Evil"},"constructor":"x","orderId":"42"}';

  const [event] = eventsOf(decodeRecord(recordOf(json), []));

  assert.deepEqual(event && keysOf(event), ["orderId=42"]);
  assert.equal(Object.hasOwn(Object.prototype, "orderId"), false);
});

test("an insane time of the log is made storable", () => {
  const at = (recordedAt: number) => eventsOf(decodeRecord(recordOf({ a: 1 }, { recordedAt }), []))[0];

  for (const insane of [-1, Number.NaN, 1e300, -1e300]) assertStorable(at(insane));
  assert.deepEqual([at(-1)?.recordedAt, at(-1)?.occurredAt], [0, 0]);
});

test("the first rule that fits the topic counts, and the built-in ones come after", () => {
  const rules = [
    ruleOf({ topic: "orders.*", process: "first" }),
    ruleOf({ topic: "orders*", process: "second" }),
    ruleOf({ topic: "flowing-retail", format: "ignore" }),
  ];
  const processOf = (topic: string) => eventsOf(decodeRecord(recordOf({ a: 1 }, { topic }), rules))[0]?.process;

  assert.deepEqual(["orders.eu", "orders-us", "other"].map(processOf), ["first", "second", null]);
  assert.equal(decodeRecord(recordOf("{}", { topic: "flowing-retail" }), rules).outcome, "ignored");
  assert.equal(decodeRecord(recordOf("{}", { topic: "flowing-retail-2" }), rules).outcome, "undecodable");
});

test("an import puts its process and its scope on every rule", () => {
  const rules = rulesInForce([ruleOf({ topic: "orders" })], { process: "log", scope: "import-1" });

  for (const topic of ["orders", "other"]) {
    const [event] = eventsOf(decodeRecord(recordOf({ orderId: 42 }, { topic }), rules));
    assert.deepEqual([event?.process, event?.keys[0]?.scope], ["log", "import-1"]);
  }
});

test("formats are recognised by themselves", () => {
  const zeebe = { recordType: "COMMAND", valueType: "JOB", intent: "COMPLETE", partitionId: 1, position: 1, value: {} };
  const retail = {
    type: "T",
    id: "1",
    source: "s",
    traceid: "t",
    correlationid: null,
    specversion: "1.0",
    data: { refId: 1 },
  };
  const cloudEvent = { specversion: "1.0", type: "T", source: "s", id: "1", data: { refId: 1 } };
  const keys = (value: unknown) => eventsOf(decodeRecord(recordOf(value), []))[0]?.keys.map(({ name }) => name);

  assert.match(whyNot(recordOf(zeebe)), /^ignored: It is a COMMAND/);
  assert.deepEqual(keys(retail), ["traceId", "orderId"]);
  assert.deepEqual(keys(cloudEvent), []);
});
