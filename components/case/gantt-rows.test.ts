import assert from "node:assert/strict";
import { test } from "node:test";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import { ganttOf } from "./gantt-rows";
import { sampleEvent } from "./sample-event.test-support";

const at = (second: number) => sampleEvent(second).occurredAt;
const visit = (elementId: string, from: number, to: number | null): ProcessInstance["elements"][number] => ({
  elementId,
  elementType: "SERVICE_TASK",
  elementInstanceKey: `visit of ${elementId}`,
  enteredAt: at(from),
  leftAt: to === null ? null : at(to),
  outcome: to === null ? "active" : "completed",
  durationMs: null,
  phases: [{ kind: "waiting", from: at(from), to: null, text: "message Paid" }],
  scopeKey: null,
  loopCounter: null,
  calledProcessInstanceKey: null,
});
const instance: ProcessInstance = {
  processInstanceKey: "90001",
  processId: "engine:order",
  processName: "Order",
  bpmnProcessId: "order",
  version: 1,
  source: "engine",
  state: "active",
  startedAt: at(1),
  endedAt: null,
  parentProcessInstanceKey: null,
  hasDiagram: true,
  elements: [visit("ship", 4, null), visit("pay", 2, 5), visit("pack", 2, 3)],
  flows: [],
  variables: [],
};

test("visits stand below their process instance in the order in which they began, parallel ones below each other", () => {
  const { rows, whole } = ganttOf(
    { trace: [sampleEvent(1), sampleEvent(9)], hops: [], processInstances: [instance] },
    (elementId) => (elementId === "pay" ? "Pay" : null),
  );

  assert.deepEqual(
    rows.slice(0, 4).map(({ kind, label }) => [kind, label]),
    [
      ["instance", "Order"],
      ["visit", "Pay"],
      ["visit", "pack"],
      ["visit", "ship"],
    ],
  );
  const open = rows[3];
  assert.deepEqual([open?.isOpen, open?.to], [true, whole.to]);
  assert.deepEqual(open?.parts[0]?.to, whole.to);
});

test("a service's time runs from what set it off to what it said, and only where a hop says so", () => {
  const trace = [sampleEvent(1), sampleEvent(3, { producer: "Payment" }), sampleEvent(7, { producer: "Shipping" })];
  const hops = [
    { fromEventId: "event-1", toEventId: "event-3", why: "key", by: "orderId" },
    { fromEventId: "event-3", toEventId: "event-7", why: "next", by: "" },
  ] as const;

  const { rows } = ganttOf({ trace, hops: [...hops], processInstances: [] }, () => null);

  const [paid, shipped] = rows.filter(({ id }) => id === "event-3" || id === "event-7");
  assert.equal((paid?.to ?? 0) - (paid?.from ?? 0), 2_000);
  assert.equal(paid?.note, "since Event 1 of Checkout");
  assert.equal((shipped?.to ?? 0) - (shipped?.from ?? 0), 0);
});
