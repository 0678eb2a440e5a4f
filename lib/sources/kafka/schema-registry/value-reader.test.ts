import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import protobuf from "protobufjs";
import { UnreadableValue } from "./unreadable-value";
import { toValueReader } from "./value-reader";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const avro = (schema: unknown, bytes: string, references: readonly unknown[] = []) =>
  toValueReader({
    type: "AVRO",
    text: JSON.stringify(schema),
    references: references.map((one, index) => ({ name: `r${index}`, text: JSON.stringify(one) })),
  })(hex(bytes));
const record = (...fields: readonly (readonly [string, unknown])[]) => ({
  type: "record",
  name: "R",
  namespace: "shop",
  fields: fields.map(([name, type]) => ({ name, type })),
});

test("an Avro number beyond 2^53 is text and loses no digit, a smaller one is a number", () => {
  assert.equal(avro("long", "feffffffffffffffff01"), '"9223372036854775807"');
  assert.equal(avro("long", "ffffffffffffffffff01"), '"-9223372036854775808"');
  assert.equal(avro("long", "feffffffffffff1f"), "9007199254740991");
  assert.equal(avro("long", "8080808080808020"), '"9007199254740992"');
  assert.equal(avro("long", "03"), "-2");
  assert.equal(avro("int", "feffffff0f"), "2147483647");
  assert.equal(avro("int", "ffffffff0f"), "-2147483648");
});

test("Avro's NaN, infinities, 32-bit numbers, bytes, and a field called __proto__ come through JSON unharmed", () => {
  const schema = record(["a", "double"], ["b", "double"], ["c", "float"], ["d", "bytes"], ["__proto__", "string"]);
  const bytes = "000000000000f87f 000000000000f0ff cdcccc3d 06010203 0468 69";
  const read = JSON.parse(avro(schema, bytes));
  assert.deepEqual(Object.entries(read), [
    ["a", "NaN"],
    ["b", "-Infinity"],
    ["c", 0.1],
    ["d", "AQID"],
    ["__proto__", "hi"],
  ]);
});

test("Avro's unions are what they hold, its times ISO text, its decimals and UUIDs text", () => {
  const logical = (type: unknown, logicalType: string, more = {}) => ({ type, logicalType, ...more });
  const schema = record(
    ["customer", ["null", "string"]],
    ["nothing", ["null", "string"]],
    ["at", logical("long", "timestamp-micros")],
    ["millis", logical("long", "timestamp-millis")],
    ["day", logical("int", "date")],
    ["price", logical("bytes", "decimal", { precision: 9, scale: 2 })],
    ["refund", logical("bytes", "decimal", { precision: 9, scale: 2 })],
    ["id", { type: "fixed", name: "Id", size: 16, logicalType: "uuid" }],
  );
  const bytes = "02 04 6337 00 02 cf0f b60a 04 04d2 02 ff 00112233445566778899aabbccddeeff";
  assert.deepEqual(JSON.parse(avro(schema, bytes)), {
    customer: "c7",
    nothing: null,
    at: "1970-01-01T00:00:00.000001Z",
    millis: "1969-12-31T23:59:59.000Z",
    day: "1971-10-30",
    price: "12.34",
    refund: "-0.01",
    id: "00112233-4455-6677-8899-aabbccddeeff",
  });
});

test("Avro's named types are found in their namespaces, in what the schema refers to, and within themselves", () => {
  const node = record(["value", "int"], ["next", ["null", "R"]]);
  assert.deepEqual(JSON.parse(avro(node, "02 02 04 00")), { value: 1, next: { value: 2, next: null } });
  const status = { type: "enum", name: "Status", namespace: "shop", symbols: ["OPEN", "PAID"] };
  const order = record(
    ["status", "Status"],
    ["tags", { type: "map", values: { type: "array", items: "shop.Status" } }],
  );
  assert.deepEqual(JSON.parse(avro(order, "02 02 02 61 04 00 02 00 00", [status])), {
    status: "PAID",
    tags: { a: ["OPEN", "PAID"] },
  });
  assert.throws(() => avro(record(["a", "shop.Nowhere"]), "00"), /"shop\.Nowhere", which is not known/);
});

test("a damaged Avro value is refused at once, however large the array is that it claims", () => {
  const nulls = { type: "array", items: "null" };
  assert.throws(() => avro(nulls, "feffffffffffffff7f00"), UnreadableValue);
  assert.throws(() => avro({ type: "array", items: "int" }, "feffffffff1f02"), /ends too early/);
  assert.throws(() => avro("string", "feffffff0f61"), /ends too early/);
  assert.throws(() => avro("int", "0202"), /1 bytes more/);
  assert.throws(() => avro(["null", "int"], "08"), /branch/);
  assert.throws(() => avro(record(["next", ["null", "R"]]), "02".repeat(20_000)), /nested/);
});

test("whatever bytes come, an Avro value is read or refused in words", () => {
  const schema = record(
    ["a", ["null", "string"]],
    ["b", { type: "array", items: "long" }],
    ["c", { type: "map", values: "R" }],
  );
  const read = toValueReader({ type: "AVRO", text: JSON.stringify(schema), references: [] });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        JSON.parse(read(bytes));
      } catch (error) {
        assert.ok(error instanceof UnreadableValue);
      }
    }),
    { numRuns: 2_000 },
  );
});

const PROTO = `syntax = "proto3"; package shop;
import "google/protobuf/timestamp.proto"; import "google/protobuf/wrappers.proto"; import "google/protobuf/struct.proto";
import "common.proto";
enum Kind { ORDER_PLACED = 0; ORDER_PAID = 1; }
message Ignored { string a = 1; }
message Order {
  message Line { string sku = 1; bytes photo = 2; }
  Kind kind = 1; string order_id = 2; int64 number = 3; uint64 big = 4; google.protobuf.Timestamp placed_at = 5;
  repeated Line lines = 6; map<int64, string> notes = 7; optional string coupon = 8; double weight = 9; float price = 10;
  google.protobuf.StringValue comment = 11; google.protobuf.Struct extra = 12; common.Money total = 13;
  string other = 14 [json_name = "else"]; oneof payment { string card = 15; bool cash = 16; }
}`;
const COMMON = `syntax = "proto3"; package common; message Money { int64 units = 1; string currency = 2; }`;
const readProto = toValueReader({
  type: "PROTOBUF",
  text: PROTO,
  references: [{ name: "common.proto", text: COMMON }],
});

function encoded(value: object): Uint8Array {
  const root = new protobuf.Root();
  for (const name of ["timestamp", "wrappers", "struct"]) {
    root.addJSON(protobuf.common.get(`google/protobuf/${name}.proto`)?.nested ?? {});
  }
  protobuf.parse(COMMON, root);
  protobuf.parse(PROTO, root);
  const type = root.lookupType("shop.Order");
  return type.encode(type.fromObject(value)).finish();
}

test("a Protobuf message reads as its JSON: names, defaults, big numbers, times, maps and wrapped values", () => {
  const payload = encoded({
    orderId: "42",
    number: "9007199254740993",
    big: "18446744073709551615",
    placedAt: { seconds: 1_700_000_000, nanos: 5_000_000 },
    lines: [{ sku: "a", photo: Buffer.from([1, 2, 3]) }, {}],
    notes: { "-7": "x" },
    weight: Number.NaN,
    price: 0.1,
    comment: { value: "fast" },
    extra: {
      fields: { a: { numberValue: 1.5 }, b: { listValue: { values: [{ boolValue: true }, { nullValue: 0 }] } } },
    },
    total: { units: "5", currency: "EUR" },
    cash: true,
  });

  assert.deepEqual(JSON.parse(readProto(Buffer.concat([hex("02 02"), payload]))), {
    kind: "ORDER_PLACED",
    orderId: "42",
    number: "9007199254740993",
    big: "18446744073709551615",
    placedAt: "2023-11-14T22:13:20.005000000Z",
    lines: [
      { sku: "a", photo: "AQID" },
      { sku: "", photo: "" },
    ],
    notes: { "-7": "x" },
    weight: "NaN",
    price: 0.1,
    comment: "fast",
    extra: { a: 1.5, b: [true, null] },
    total: { units: 5, currency: "EUR" },
    else: "",
    cash: true,
  });
});

test("a Protobuf value says which message it is, also one within another; without a word it is the first", () => {
  const line = hex("0a0173");
  assert.deepEqual(JSON.parse(readProto(Buffer.concat([hex("04 02 00"), line]))), { sku: "s", photo: "" });
  assert.deepEqual(JSON.parse(readProto(Buffer.concat([hex("00"), line]))), { a: "s" });
  assert.deepEqual(JSON.parse(readProto(line)), { a: "s" });
});

test("whatever bytes come, a Protobuf value is read or refused in words", () => {
  assert.throws(() => readProto(hex("02 02 2aff")), /not a Protobuf message shop\.Order/);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      try {
        JSON.parse(readProto(bytes));
      } catch (error) {
        assert.ok(error instanceof UnreadableValue);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("a schema that cannot be used says what it lacks", () => {
  const reader = (type: string, text: string) => () => toValueReader({ type, text, references: [] });
  assert.throws(reader("PROTOBUF", PROTO), /imports "common\.proto"/);
  assert.throws(reader("PROTOBUF", 'syntax = "proto3"; enum A { B = 0; }'), /no message/);
  assert.throws(reader("THRIFT", ""), /"THRIFT"/);
  assert.equal(toValueReader({ type: "JSON", text: "{}", references: [] })(Buffer.from('{"a":1}')), '{"a":1}');
});
