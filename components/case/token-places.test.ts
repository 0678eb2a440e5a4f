import assert from "node:assert/strict";
import { test } from "node:test";
import { tokenPlaces } from "./token-places";

const visit = (elementId: string, elementInstanceKey: string, more: object = {}) => ({
  elementId,
  elementInstanceKey,
  elementType: "SERVICE_TASK",
  outcome: "active" as const,
  enteredAt: null,
  leftAt: null,
  durationMs: null,
  phases: [],
  scopeKey: null,
  loopCounter: null,
  calledProcessInstanceKey: null,
  ...more,
});

test("tokens stand where something is active, by element, and not in what merely holds them", () => {
  const elements = [
    visit("sub", "1", { elementType: "SUB_PROCESS" }),
    visit("pay", "2"),
    visit("pay", "3"),
    visit("order", "4", { outcome: "completed" }),
  ];

  assert.deepEqual(tokenPlaces({ elements }, [{ id: "pay", label: "Retrieve payment" }]), [
    { elementId: "pay", elementInstanceKeys: ["2", "3"], label: "Retrieve payment" },
  ]);
});
