import assert from "node:assert/strict";
import { test } from "node:test";
import { previousEvents } from "./previous-events";
import { sampleEvent } from "./sample-event.test-support";

const key = (name: string, value: string) => ({ name, value, role: "link" as const });

test("an event is compared with the last of its activity, and with the last that carried each of its keys", () => {
  const trace = [
    sampleEvent(1, { activity: "Paid", keys: [key("orderId", "1")] }),
    sampleEvent(2, { activity: "Paid", keys: [key("orderId", "1")] }),
    sampleEvent(3, { activity: "Shipped", keys: [key("orderId", "1"), key("shipmentId", "7")] }),
    sampleEvent(4, { activity: "Paid", keys: [key("orderId", "1"), key("paymentId", "9")] }),
    sampleEvent(5, { activity: "Paid" }),
  ];

  const found = previousEvents(trace, "event-4").map(({ words, event }) => [words, event.id]);

  assert.deepEqual(found, [
    ["same activity", "event-2"],
    ["same orderId", "event-3"],
  ]);
});

test("what a service said is not compared with an engine's record that has the same key", () => {
  const trace = [
    sampleEvent(1, { kind: "variable.set", keys: [key("orderId", "1")] }),
    sampleEvent(2, { keys: [key("orderId", "1")] }),
  ];

  assert.deepEqual(previousEvents(trace, "event-2"), []);
});

test("the first of its kind has nothing before it, and neither has one that is not shown", () => {
  assert.deepEqual(previousEvents([sampleEvent(1)], "event-1"), []);
  assert.deepEqual(previousEvents([sampleEvent(1)], "event-9"), []);
});
