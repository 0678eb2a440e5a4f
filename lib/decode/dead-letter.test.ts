import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isDeadLetterHeader } from "@/lib/domain/dead-letter";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { RecordHeader, SourceRecord } from "@/lib/domain/source-record";
import { BUILT_IN_RULES } from "./built-in-rules";
import { originalTopicOf } from "./dead-letter-name";
import { assertStorable, eventsOf, keysOf, RECORDED_AT, recordOf, ruleOf } from "./decode.test-support";
import { decodeRecord } from "./decode-record";

const ORDER = { type: "ShipGoodsCommand", orderId: "42", time: "2026-11-22T17:00:00Z" };
const RULES = [ruleOf({ topic: "orders", process: "shop" }), ...BUILT_IN_RULES];

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const SPRING: Readonly<Record<string, Buffer>> = {
  "kafka_dlt-original-topic": Buffer.from("orders"),
  "kafka_dlt-original-partition": int32(2),
  "kafka_dlt-original-offset": int64(4_711n),
  "kafka_dlt-original-timestamp": int64(BigInt(RECORDED_AT - 5_000)),
  "kafka_dlt-original-consumer-group": Buffer.from("shipping"),
  "kafka_dlt-exception-fqcn": Buffer.from("org.springframework.kafka.listener.ListenerExecutionFailedException"),
  "kafka_dlt-exception-cause-fqcn": Buffer.from("java.lang.IllegalStateException"),
  "kafka_dlt-exception-message": Buffer.from("no label for \u0000order 42"),
  "kafka_dlt-exception-stacktrace": Buffer.from(
    "java.lang.IllegalStateException\n\tat shop.Shipping.ship(Shipping.java:7)",
  ),
};

function letterOf(value: unknown, headers: Readonly<Record<string, Uint8Array>>, topic = "orders-dlt"): SourceRecord {
  const named: RecordHeader[] = Object.entries(headers).map(([name, bytes]) => ({ name, value: bytes }));
  return { ...recordOf(value, { topic }), headers: named };
}

function read(record: SourceRecord, rules: readonly DecodeRule[] = RULES) {
  const decoded = decodeRecord(record, rules);
  assert.ok(decoded.outcome === "events", JSON.stringify(decoded));
  return { events: decoded.events, deadLetter: decoded.deadLetter };
}

test("a record with Spring's headers is tied to the case of the original and says who gave it up and why", () => {
  const { events, deadLetter } = read(letterOf(ORDER, SPRING));

  const [event] = events;
  assert.ok(event?.kind === "activity.occurred");
  assert.deepEqual(keysOf(event), ["orderId=42"]);
  assert.deepEqual(
    [event.activity.producer, event.activity.name, event.activity.channel, event.process, event.occurredAt],
    ["shipping", "ShipGoodsCommand dead-lettered", "orders-dlt", "shop", RECORDED_AT],
  );
  assert.equal(event.id, "dead-letter:orders-dlt/0/7");
  assert.deepEqual(deadLetter, {
    place: "orders-dlt/0/7",
    dialect: "spring",
    originalTopic: "orders",
    originalPartition: 2,
    originalOffset: 4_711,
    originalAt: RECORDED_AT - 5_000,
    consumer: "shipping",
    exception: "java.lang.IllegalStateException",
    message: "no label for \ufffdorder 42",
    stackTrace: "java.lang.IllegalStateException\n\tat shop.Shipping.ship(Shipping.java:7)",
    eventType: "ShipGoodsCommand",
    undecodable: null,
  });
});

test("a record with the headers of Kafka Connect names the connector between the topic and the engine", () => {
  const headers = {
    "__connect.errors.topic": Buffer.from("orders"),
    "__connect.errors.partition": Buffer.from("1"),
    "__connect.errors.offset": Buffer.from("99"),
    "__connect.errors.connector.name": Buffer.from("zeebe-sink"),
    "__connect.errors.task.id": Buffer.from("0"),
    "__connect.errors.stage": Buffer.from("TASK_PUT"),
    "__connect.errors.class.name": Buffer.from("io.zeebe.kafka.connect.ZeebeSinkTask"),
    "__connect.errors.exception.class.name": Buffer.from("io.camunda.zeebe.client.api.command.ClientStatusException"),
    "__connect.errors.exception.message": Buffer.from("RESOURCE_EXHAUSTED"),
  };

  const { events, deadLetter } = read(letterOf(ORDER, headers, "failed"));

  assert.deepEqual(events.flatMap(keysOf), ["orderId=42"]);
  assert.deepEqual(
    [deadLetter?.dialect, deadLetter?.originalTopic, deadLetter?.originalPartition, deadLetter?.originalOffset],
    ["connect", "orders", 1, 99],
  );
  assert.deepEqual([deadLetter?.consumer, deadLetter?.message], ["zeebe-sink/0", "RESOURCE_EXHAUSTED"]);
});

test("the name of its topic makes a record a dead letter, and says of which topic", () => {
  const names = [
    "orders.DLT",
    "orders-dlt",
    "orders.dlq",
    "dlq-orders",
    "orders-dead-letter",
    "orders_dead-letter-queue",
  ];

  assert.deepEqual(
    names.map((topic) => read(letterOf(ORDER, {}, topic)).deadLetter?.originalTopic),
    names.map(() => "orders"),
  );
  assert.equal(originalTopicOf("dead-letters"), null);
  for (const topic of ["orders", "adult-orders", "dlqorders", "orders.dlt.retry"]) {
    assert.equal(read(letterOf(ORDER, {}, topic)).deadLetter, undefined, topic);
  }
});

test("what a rule says of a topic counts more than its name", () => {
  const yes = [ruleOf({ topic: "failed", deadLetter: true }), ...RULES];
  const no = [ruleOf({ topic: "orders-dlt", deadLetter: false }), ...RULES];

  assert.equal(read(letterOf(ORDER, {}, "failed"), yes).deadLetter?.dialect, "name");
  assert.equal(read(letterOf(ORDER, SPRING), no).deadLetter, undefined);
});

test("a record that was put back onto its own topic with the headers still on is an ordinary event again", () => {
  const { events, deadLetter } = read(letterOf(ORDER, SPRING, "orders"));

  assert.equal(deadLetter, undefined);
  assert.ok(events[0]?.kind === "activity.occurred" && events[0].activity.name === "ShipGoodsCommand");
});

test("what cannot be read is a dead letter all the same, in the case that its key and headers lead to", () => {
  const rules = [ruleOf({ topic: "orders", keys: [{ name: "orderId", path: "key", role: "link", priority: 10 }] })];
  const record = { ...letterOf("{ not json", SPRING), key: Buffer.from("42") };

  const { events, deadLetter } = read(record, [...rules, ...BUILT_IN_RULES]);

  assert.deepEqual(events.flatMap(keysOf), ["orderId=42"]);
  assert.match(deadLetter?.undecodable ?? "", /not JSON/);
  assert.equal(deadLetter?.eventType, null);
});

test("the rule that was written for the dead letters counts where nobody wrote one for the original topic", () => {
  const rules = [
    ruleOf({ topic: "orders-dlt", keys: [{ name: "parcel", path: "$.orderId", role: "link", priority: 1 }] }),
    ...BUILT_IN_RULES,
  ];

  assert.deepEqual(eventsOf(decodeRecord(letterOf(ORDER, SPRING), rules)).flatMap(keysOf), ["parcel=42"]);
});

test("a record that we wrote says of which dead letter it is the replay, and a dead letter of it is one again", () => {
  const replay = { "throughline-replay-of": Buffer.from("orders-dlt:0:7") };
  const back = decodeRecord(letterOf(ORDER, replay, "orders"), RULES);

  assert.equal(back.outcome === "events" ? back.replayOf : "", "orders-dlt/0/7");
  const again = decodeRecord(letterOf(ORDER, { ...SPRING, ...replay }), RULES);
  assert.ok(again.outcome === "events" && again.deadLetter !== undefined && again.replayOf === undefined);
  const nonsense = decodeRecord(letterOf(ORDER, { "throughline-replay-of": Buffer.from("../etc") }, "orders"), RULES);
  assert.ok(nonsense.outcome === "events" && nonsense.replayOf === undefined);
});

test("headers that were added when a record was given up are told from its own", () => {
  assert.ok(Object.keys(SPRING).every(isDeadLetterHeader));
  assert.ok(["x-original-topic", "__connect.errors.stage", "dead-letter-reason"].every(isDeadLetterHeader));
  assert.ok(!["x-request-id", "traceparent", "ce_id", "kafka_correlationId"].some(isDeadLetterHeader));
});

test("no header and no payload of a dead letter throws, or says what no column takes", () => {
  const names = fc.constantFrom(
    ...Object.keys(SPRING),
    "__connect.errors.topic",
    "__connect.errors.offset",
    "dead-letter-topic",
  );
  const headers = fc.dictionary(names, fc.uint8Array({ maxLength: 12 }), { noNullPrototype: true });
  fc.assert(
    fc.property(headers, fc.uint8Array({ maxLength: 40 }), fc.boolean(), (given, value, isNamed) => {
      const decoded = decodeRecord(letterOf(value, given, isNamed ? "orders-dlt" : "other"), RULES);

      if (isNamed) assert.ok(decoded.outcome === "events" && decoded.deadLetter !== undefined);
      if (decoded.outcome === "events") assertStorable([decoded.events, decoded.deadLetter]);
    }),
    { numRuns: 500 },
  );
});
