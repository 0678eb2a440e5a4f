import assert from "node:assert/strict";
import { test } from "node:test";
import { elementOfEvent } from "./element-of-event";

const steps = [
  { elementId: "Payment_Done", eventId: "paid", at: "2026-11-20T12:00:00.000Z", order: 1 },
  { elementId: "Order_Ship", eventId: "ship-entered", at: "2026-11-20T12:00:01.000Z", order: 2 },
];
const trace = [
  { id: "paid", processInstanceKey: null, elementId: null },
  { id: "ship-entered", processInstanceKey: "1", elementId: "ship" },
  { id: "ship-job", processInstanceKey: "1", elementId: "ship" },
  { id: "other-job", processInstanceKey: "2", elementId: "ship" },
];

test("an event is found on the diagram, and so is what an engine tells later of the same element", () => {
  assert.equal(elementOfEvent(steps, trace, "paid"), "Payment_Done");
  assert.equal(elementOfEvent(steps, trace, "ship-job"), "Order_Ship");
});

test("an event of another process instance, an unknown one and none are nowhere on it", () => {
  assert.equal(elementOfEvent(steps, trace, "other-job"), null);
  assert.equal(elementOfEvent(steps, trace, "unknown"), null);
  assert.equal(elementOfEvent(steps, trace, null), null);
});
