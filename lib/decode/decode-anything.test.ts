import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Decoded } from "@/lib/domain/decoded";
import { toStreamName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import { BUILT_IN_RULES } from "./built-in-rules";
import { assertStorable, RECORDED_AT, recordOf, ruleOf } from "./decode.test-support";
import { decodeRecord } from "./decode-record";

const poisonText = fc.constantFrom(
  "\u0000",
  "\ud800",
  "\udc00",
  "\u001f",
  "2026-02-30",
  "__proto__",
  "null",
  "9".repeat(600),
);
const leaf = fc.oneof(poisonText, fc.string(), fc.integer(), fc.double(), fc.constantFrom(null, true, -1, 0, 2 ** 53));
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("orderId", "refId", "data", "toString", "variables", "__proto__"), tie("tree")),
  ),
}));
/** Nearly right is what finds the holes: every field is right most of the time. */
function mostly(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 15, arbitrary: right }, { weight: 1, arbitrary: tree });
}
const VALUE_TYPES = [
  "PROCESS",
  "PROCESS_INSTANCE",
  "VARIABLE",
  "JOB",
  "INCIDENT",
  "MESSAGE",
  "TIMER",
  "USER_TASK",
  "DECISION_EVALUATION",
];
const INTENTS = [
  "CREATED",
  "ELEMENT_ACTIVATED",
  "SEQUENCE_FLOW_TAKEN",
  "RESOLVED",
  "PUBLISHED",
  "TRIGGERED",
  "UPDATED",
];
const someText = fc.oneof(poisonText, fc.string({ minLength: 1 }));
const zeebeValue = fc.record({
  processInstanceKey: mostly(fc.constant(7)),
  elementInstanceKey: mostly(fc.constant(8)),
  processDefinitionKey: mostly(fc.constant(9)),
  scopeKey: mostly(fc.constant(9)),
  version: mostly(fc.constant(1)),
  processDefinitionVersion: mostly(fc.constant(1)),
  retries: mostly(fc.constant(3)),
  bpmnProcessId: mostly(someText),
  elementId: mostly(someText),
  targetElementId: mostly(someText),
  bpmnElementType: mostly(fc.constantFrom("PROCESS", "SERVICE_TASK")),
  type: mostly(fc.constantFrom("pay", "io.camunda.zeebe:userTask")),
  errorMessage: mostly(someText),
  name: mostly(someText),
  value: mostly(fc.oneof(someText, fc.json())),
  dueDate: mostly(fc.double()),
  variables: tree,
  resource: mostly(fc.base64String({ minLength: 4 })),
});
const zeebeLike = fc.record({
  recordType: mostly(fc.constant("EVENT")),
  valueType: mostly(fc.constantFrom(...VALUE_TYPES)),
  intent: mostly(fc.constantFrom(...INTENTS)),
  partitionId: mostly(fc.constant(1)),
  position: mostly(fc.nat()),
  key: mostly(fc.nat()),
  timestamp: mostly(fc.constant(RECORDED_AT)),
  value: mostly(zeebeValue),
});
const envelopeLike = fc.record(
  {
    type: mostly(someText),
    source: mostly(someText),
    id: mostly(someText),
    time: mostly(fc.constantFrom("2026-11-22T12:00:00Z", RECORDED_AT)),
    data: tree,
    specversion: mostly(fc.constant("1.0")),
    traceid: mostly(someText),
    correlationid: mostly(someText),
    traceparent: tree,
    messageType: mostly(someText),
    payload: tree,
    eventId: mostly(someText),
  },
  { requiredKeys: ["type"] },
);
const bytes = fc.uint8Array({ maxLength: 200 });
const header = fc.record({
  name: fc.oneof(
    fc.constantFrom("type", "traceparent", "ce_specversion", "ce_type", "ce_id", "ce_source", "ce___proto__"),
    fc.string(),
  ),
  value: bytes,
});
const anyRecord: fc.Arbitrary<SourceRecord> = fc
  .record({
    topic: fc.constantFrom("zeebe", "flowing-retail", "orders", ""),
    value: fc.oneof(
      { weight: 1, arbitrary: bytes },
      { weight: 1, arbitrary: fc.constant(null) },
      {
        weight: 8,
        arbitrary: fc
          .oneof(zeebeLike, zeebeLike, envelopeLike, envelopeLike, tree, fc.array(envelopeLike))
          .map((value) => new TextEncoder().encode(JSON.stringify(value))),
      },
    ),
    key: fc.option(bytes),
    headers: fc.array(header, { maxLength: 4 }),
    recordedAt: fc.oneof(fc.double(), fc.integer()),
    position: fc.nat(),
  })
  .map((fields) => ({ ...recordOf(null), ...fields, stream: toStreamName(`${fields.topic}/0`) }));

const anyRules = fc.constantFrom(
  [],
  BUILT_IN_RULES,
  ...(["json", "cloudevents", "retail", "zeebe"] as const).map((format) => [
    ruleOf({
      format,
      keys: [{ name: "orderId", path: "$.data.__proto__", role: "link", priority: 10 }],
      variables: [{ variable: "*", name: "v", role: "link", priority: 1 }],
    }),
  ]),
);

test("no record throws, whatever its bytes, and what becomes an event can be stored", () => {
  const seen = new Map<string, number>();

  fc.assert(
    fc.property(anyRecord, anyRules, (record, rules) => {
      const result = decodeRecord(record, rules);

      seen.set(result.outcome, (seen.get(result.outcome) ?? 0) + 1);
      assertSane(result, record);
    }),
    { numRuns: 2000 },
  );

  for (const outcome of ["events", "ignored", "undecodable"])
    assert.ok((seen.get(outcome) ?? 0) > 100, `${outcome} is tested too`);
});

test("the same record means the same each time", () => {
  fc.assert(
    fc.property(anyRecord, anyRules, (record, rules) => {
      assert.deepEqual(decodeRecord(record, rules), decodeRecord(record, rules));
    }),
  );
});

function assertSane(result: Decoded, record: SourceRecord): void {
  if (result.outcome === "undecodable") {
    assert.equal(result.record, record);
    assert.doesNotMatch(result.why, /bug/);
  }
  if (result.outcome !== "events") {
    assertStorable(result.why);
    return;
  }
  assert.ok(result.events.length > 0);
  for (const event of result.events) {
    assertStorable(event);
    assert.ok(event.occurredAt >= 0 && event.occurredAt <= Date.UTC(9999, 11, 31, 23, 59, 59, 999));
    assert.ok(event.id.length <= 512 && event.keys.every(({ value }) => value.length <= 700));
  }
}
