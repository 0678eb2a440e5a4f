import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded, keysOf, theEvent, whyNot } from "../decode.test-support";
import { element, INSTANCE, instance, one, rule, unversioned, zeebe } from "./zeebe.test-support";

test("a deployed process brings its diagram, byte by byte", () => {
  const xml = '<?xml version="1.0"?>\r\n<definitions name="Prüfung 🚚"/>';
  const resource = Buffer.from(xml).toString("base64");
  const value = { ...instance, version: 3, resourceName: "order.bpmn", resource };

  const event = one("definition.deployed", zeebe("PROCESS", "CREATED", value));

  assert.deepEqual([event.bpmnXml, event.definitionKey, event.resourceName], [xml, "250", "order.bpmn"]);
  assert.deepEqual([event.definition.version, event.keys], [3, []]);
  assert.match(whyNot(zeebe("PROCESS", "CREATED", { ...value, resource: "%%" }), rule), /^undecodable: .*base64/);
});

test("a process instance starts and ends, its elements are entered and left", () => {
  const process = { ...element, bpmnElementType: "PROCESS", elementId: "order" };
  const task = { ...element, bpmnElementType: "USER_TASK" };

  const started = one("instance.started", zeebe("PROCESS_INSTANCE", "ELEMENT_ACTIVATED", process, { key: INSTANCE }));
  assert.deepEqual([started.processInstanceKey, started.definitionKey], [String(INSTANCE), "250"]);
  assert.equal(started.parentProcessInstanceKey, null);
  assert.equal(one("instance.ended", zeebe("PROCESS_INSTANCE", "ELEMENT_COMPLETED", process)).outcome, "completed");
  assert.equal(one("instance.ended", zeebe("PROCESS_INSTANCE", "ELEMENT_TERMINATED", process)).outcome, "terminated");
  assert.equal(one("element.left", zeebe("PROCESS_INSTANCE", "ELEMENT_COMPLETED", task)).outcome, "completed");
  assert.equal(one("element.left", zeebe("PROCESS_INSTANCE", "ELEMENT_TERMINATED", task)).outcome, "terminated");
  const flow = { ...element, bpmnElementType: "SEQUENCE_FLOW", elementId: "Flow_1" };
  assert.equal(one("flow.taken", zeebe("PROCESS_INSTANCE", "SEQUENCE_FLOW_TAKEN", flow)).flowId, "Flow_1");
});

test("a migrated process instance tells its new definition, and its elements what they are called in it", () => {
  const process = { ...element, bpmnElementType: "PROCESS", elementId: "order", version: 4 };
  const task = { ...element, bpmnElementType: "USER_TASK", elementId: "approve", version: 4 };

  const migrated = one("instance.migrated", zeebe("PROCESS_INSTANCE", "ELEMENT_MIGRATED", process));
  const moved = one("element.migrated", zeebe("PROCESS_INSTANCE", "ELEMENT_MIGRATED", task));

  assert.deepEqual([migrated.definition.version, migrated.definitionKey], [4, "250"]);
  assert.deepEqual([moved.elementId, moved.definition.version], ["approve", 4]);
});

test("a called process instance belongs to the case of its caller", () => {
  const child = {
    ...element,
    bpmnElementType: "PROCESS",
    parentProcessInstanceKey: 500,
    parentElementInstanceKey: 501,
  };

  const event = one("instance.started", zeebe("PROCESS_INSTANCE", "ELEMENT_ACTIVATED", child));

  assert.equal(event.parentProcessInstanceKey, "500");
  assert.equal(event.parentElementInstanceKey, "501");
  assert.deepEqual(keysOf(event), [`processInstanceKey=camunda:${INSTANCE}`, "processInstanceKey=camunda:500"]);
});

test("an element tells what it is in", () => {
  const inner = { ...element, bpmnElementType: "USER_TASK", flowScopeKey: 700 };

  assert.equal(one("element.entered", zeebe("PROCESS_INSTANCE", "ELEMENT_ACTIVATED", inner)).scopeKey, "700");
});

test("a variable is told with its scope, and a declared one is a key", () => {
  const value = { ...instance, name: "orderId", value: '"42"', scopeKey: 701 };
  const variables = [{ variable: "orderId", name: "orderId", role: "link" as const, priority: 10 }];

  const [event] = decoded(zeebe("VARIABLE", "CREATED", value), { ...rule, variables });
  const undeclared = one("variable.set", zeebe("VARIABLE", "UPDATED", value));

  assert.deepEqual(event && keysOf(event), [`processInstanceKey=camunda:${INSTANCE}`, "orderId=42"]);
  assert.deepEqual(
    [undeclared.name, undeclared.value, undeclared.scopeKey, undeclared.truncated],
    ["orderId", '"42"', "701", false],
  );
  assert.deepEqual(undeclared.definition, unversioned);
});

test("a variable's placeholder or structure is no key, and a long one is cut", () => {
  const variables = [{ variable: "*", name: "orderId", role: "link" as const, priority: 10 }];
  const set = (value: string) =>
    decoded(zeebe("VARIABLE", "CREATED", { ...instance, name: "x", value, scopeKey: 1 }), { ...rule, variables });

  for (const value of ["null", '""', "0", '{"a":1}', "{broken", "9007199254740993"]) {
    assert.equal(set(value)[0]?.keys.length, value === "9007199254740993" ? 2 : 1, value);
  }
  const long = theEvent("variable.set", set(JSON.stringify("x".repeat(100_000))));
  assert.deepEqual([long.truncated, long.value.length], [true, 8192]);
});
