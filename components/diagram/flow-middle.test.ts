import assert from "node:assert/strict";
import { test } from "node:test";
import { flowMiddle } from "./flow-middle";

test("a count sits on the longest stretch of its flow", () => {
  const waypoints = [
    { x: 0, y: 0 },
    { x: 20, y: 0 },
    { x: 20, y: 100 },
    { x: 50, y: 100 },
  ];

  assert.deepEqual(flowMiddle(waypoints), { x: 20, y: 50 });
});

test("a count makes room for the label of its flow", () => {
  const waypoints = [
    { x: 0, y: 0 },
    { x: 200, y: 0 },
  ];

  assert.deepEqual(flowMiddle(waypoints, [{ x: 90, y: -20, width: 20, height: 14 }]), { x: 150, y: 0 });
  assert.deepEqual(flowMiddle(waypoints, [{ x: 90, y: -60, width: 20, height: 14 }]), { x: 100, y: 0 });
});

test("a flow without a length still has a place", () => {
  assert.deepEqual(flowMiddle([{ x: 3, y: 4 }]), { x: 3, y: 4 });
  assert.deepEqual(flowMiddle([]), { x: 0, y: 0 });
});
