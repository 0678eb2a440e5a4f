import assert from "node:assert/strict";
import { test } from "node:test";
import { BUILT_IN_RULES } from "./built-in-rules";
import { decoded, eventsOf, recordOf, whyNot } from "./decode.test-support";
import { decodeRecord } from "./decode-record";
import { AT, definition, element, INSTANCE, instance, one, rule, zeebe } from "./zeebe/zeebe.test-support";

test("an engine's event stands where the engine's log has it, however often the exporter repeats it", () => {
  const event = one(
    "element.entered",
    zeebe("PROCESS_INSTANCE", "ELEMENT_ACTIVATED", { ...element, bpmnElementType: "SERVICE_TASK" }),
  );

  assert.equal(event.id, "zeebe:camunda:1:99");
  assert.deepEqual([event.source, event.stream, event.position, event.part], ["camunda", "partition/1", 99, 0]);
  assert.deepEqual([event.occurredAt, event.elementType, event.elementInstanceKey], [AT, "SERVICE_TASK", "700"]);
  assert.deepEqual(event.definition, definition);
  assert.deepEqual(event.activity, { kind: "element", producer: "order", name: "Task_1", channel: "camunda" });
  assert.deepEqual(event.keys, [
    { scope: "", name: "processInstanceKey", value: `camunda:${INSTANCE}`, role: "link", priority: 40 },
  ]);
});

test("without a name of its own the engine is called like the source", () => {
  const [event] = decoded(zeebe("PROCESS_INSTANCE", "ELEMENT_ACTIVATED", { ...element, bpmnElementType: "TASK" }), {});

  assert.deepEqual([event?.source, event?.id], ["kafka", "zeebe:kafka:1:99"]);
});

test("keys beyond 2^53 keep every digit", () => {
  const json = new TextDecoder().decode(
    zeebe("JOB", "CREATED", {
      ...element,
      processDefinitionVersion: 1,
      type: "pay",
      retries: 3,
      elementInstanceKey: 71,
    }).value ?? undefined,
  );
  const wide = json.replace(String(INSTANCE), "13510798882111489").replace('"key":700', '"key":9007199254740993');

  const event = one("job.changed", recordOf(wide, { topic: "zeebe" }));

  assert.deepEqual([event.processInstanceKey, event.jobKey], ["13510798882111489", "9007199254740993"]);
});

test("commands, rejections and what says nothing are ignored, each with its reason", () => {
  const value = { ...element, bpmnElementType: "TASK" };

  assert.match(whyNot(zeebe("JOB", "COMPLETE", {}, { recordType: "COMMAND" }), rule), /^ignored: It is a COMMAND/);
  assert.match(whyNot(zeebe("JOB", "COMPLETE", {}, { recordType: "COMMAND_REJECTION" }), rule), /^ignored/);
  assert.match(whyNot(zeebe("PROCESS_INSTANCE", "ELEMENT_ACTIVATING", value), rule), /^ignored: .*ELEMENT_ACTIVATING/);
  assert.match(whyNot(zeebe("SOMETHING_NEW", "HAPPENED", {}, { key: -1 }), rule), /^ignored: SOMETHING_NEW HAPPENED/);
});

test("a record that lacks what it must have is undecodable, and says what", () => {
  const value = { ...element, bpmnElementType: "TASK" };
  const whyOf = (changes: object, header: object = {}) =>
    whyNot(zeebe("PROCESS_INSTANCE", "ELEMENT_ACTIVATED", { ...value, ...changes }, header), rule);

  assert.match(
    whyOf({ processInstanceKey: undefined }),
    /^undecodable: PROCESS_INSTANCE ELEMENT_ACTIVATED: its processInstanceKey is missing/,
  );
  assert.match(whyOf({ processInstanceKey: 1.5 }), /its processInstanceKey is not a key/);
  assert.match(whyOf({ elementId: "" }), /its elementId is missing/);
  assert.match(whyOf({ version: 1e12 }), /its version is too large/);
  assert.match(whyOf({}, { position: "x" }), /its position is not a number/);
  assert.match(whyOf({}, { timestamp: 1e18 }), /1970 to 9999/);
  assert.match(whyOf({}, { valueType: { toString: 1 } }), /its valueType is not text/);
  assert.match(whyOf({}, { value: null }), /^undecodable/);
  assert.match(whyNot(recordOf({ some: "thing" }), rule), /not a record of a Camunda 8 exporter/);
});

test("an order's events on the topic and in the engine share their keys", () => {
  const envelope = {
    type: "FetchGoodsCommand",
    id: "1",
    source: "Order",
    data: { refId: "42" },
    traceid: "t",
    correlationid: "c",
  };
  const set = (name: string, value: string) =>
    zeebe("VARIABLE", "CREATED", { ...instance, name, value: `"${value}"`, scopeKey: 1 });
  const records = [
    set("orderId", "42"),
    set("traceId", "t"),
    set("CorrelationId_FetchGoods", "c"),
    set("amount", "42"),
  ];

  const [onTopic] = eventsOf(decodeRecord(recordOf(envelope, { topic: "flowing-retail" }), BUILT_IN_RULES));
  const inEngine = records.flatMap((record) => eventsOf(decodeRecord(record, BUILT_IN_RULES)));

  const engineKeys = inEngine.flatMap(({ keys }) => keys).filter(({ name }) => name !== "processInstanceKey");
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  assert.deepEqual(engineKeys.toSorted(byName), onTopic?.keys.toSorted(byName));
});
