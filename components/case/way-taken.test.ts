import assert from "node:assert/strict";
import { test } from "node:test";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import { wayTaken } from "./way-taken";

type Visit = ProcessInstance["elements"][number];

function visit(elementId: string, outcome: Visit["outcome"]): Visit {
  return {
    elementId,
    elementType: "SERVICE_TASK",
    elementInstanceKey: "1",
    enteredAt: null,
    leftAt: null,
    outcome,
    durationMs: null,
    phases: [],
    scopeKey: null,
    loopCounter: null,
    calledProcessInstanceKey: null,
  };
}

test("an element that a loop entered three times is one place on the way", () => {
  const { elements } = wayTaken({
    elements: [
      visit("pay", "completed"),
      visit("ask", "completed"),
      visit("pay", "completed"),
      visit("pay", "completed"),
    ],
    flows: [],
  });

  assert.deepEqual(elements, [
    { elementId: "pay", visits: 3, state: "completed" },
    { elementId: "ask", visits: 1, state: "completed" },
  ]);
});

test("of a multi-instance element its items are counted, and not what holds them", () => {
  const body: Visit = { ...visit("pack", "active"), elementType: "MULTI_INSTANCE_BODY" };
  const { elements } = wayTaken({
    elements: [body, visit("pack", "completed"), visit("pack", "completed")],
    flows: [],
  });

  assert.deepEqual(elements, [{ elementId: "pack", visits: 2, state: "active" }]);
});

test("the case stands in an element while one of its visits is active, whatever came after", () => {
  const { elements } = wayTaken({ elements: [visit("pay", "active"), visit("pay", "completed")], flows: [] });

  assert.deepEqual(elements, [{ elementId: "pay", visits: 2, state: "active" }]);
});

test("what became of the last visit counts", () => {
  const { elements } = wayTaken({ elements: [visit("pay", "terminated"), visit("pay", "completed")], flows: [] });

  assert.equal(elements[0]?.state, "completed");
});
