import assert from "node:assert/strict";
import { test } from "node:test";
import { elementDetails } from "./element-details";
import { elementWords, isFlowNode, typeWords } from "./element-words";

test("an element is called by its name and what it is", () => {
  assert.equal(elementWords("Retrieve\n payment", "bpmn:ServiceTask"), "Retrieve payment, service task");
  assert.equal(elementWords("  \n", "bpmn:ExclusiveGateway"), "unnamed exclusive gateway");
  assert.equal(typeWords("INTERMEDIATE_CATCH_EVENT"), "intermediate catch event");
});

test("only what a token can stand in can be selected", () => {
  assert.ok(isFlowNode("bpmn:SubProcess"));
  assert.ok(isFlowNode("bpmn:BoundaryEvent"));
  assert.ok(!isFlowNode("bpmn:SequenceFlow"));
  assert.ok(!isFlowNode("bpmn:TextAnnotation"));
  assert.ok(!isFlowNode("bpmn:Participant"));
});

const figures = { name: "Pay", type: "SERVICE_TASK", terminated: 0, p50: null, p90: null, p99: null, mean: null };

test("what the badges show is also said", () => {
  const details = elementDetails({
    figures: {
      elements: [{ ...figures, elementId: "pay", active: 3, incidents: 1, completed: 1204 }],
      flows: [],
      asOf: "2026-01-05T10:00:00.000Z",
    },
    heatmap: { metric: "duration", unit: "ms", elements: [{ elementId: "pay", value: 2500, weight: 1 }] },
    path: { elements: [{ elementId: "pay", visits: 2, state: "active" }], flows: [] },
  });

  assert.equal(
    details.get("pay"),
    "the case stands here, visited 2 times, 3 active, 1 incident, 1,204 completed, duration 2.5 s",
  );
});

test("an element with nothing in it has nothing said", () => {
  const empty = { ...figures, elementId: "pay", active: 0, incidents: 0, completed: 0 };

  const details = elementDetails({
    figures: { elements: [empty], flows: [], asOf: "2026-01-05T10:00:00.000Z" },
    heatmap: null,
    path: null,
  });

  assert.equal(details.size, 0);
});
