import assert from "node:assert/strict";
import { test } from "node:test";
import type { Landscape } from "@/lib/api/contract/landscape";
import { undoOf, withChange, wordsOf } from "./with-change";

const landscape: Landscape = {
  landscape: "retail",
  startedAt: "2026-01-01T00:00:00.000Z",
  ordersPerMinute: 30,
  defects: [
    { name: "poison", kind: "share", title: "Poison record", sentence: "", value: 0, initial: 0 },
    { name: "down", kind: "switch", title: "Order is down", sentence: "", value: true, initial: false },
  ],
  counts: { ordersPlaced: 0, ordersCompleted: 0, incidents: 0, recordsSent: 0 },
};

const valuesOf = ({ ordersPerMinute, defects }: Landscape) => [ordersPerMinute, ...defects.map(({ value }) => value)];

test("a knob that is turned to nothing is shown at nothing, and the others stay", () => {
  assert.deepEqual(valuesOf(withChange(landscape, { ordersPerMinute: 0 })), [0, 0, true]);
  assert.deepEqual(valuesOf(withChange(landscape, { defects: { down: false } })), [30, 0, false]);
});

test("a refused change goes back alone: what was turned meanwhile stays turned", () => {
  const refused = { defects: { poison: 0.2 } };
  const undo = undoOf(landscape, refused);
  const both = withChange(withChange(landscape, refused), { ordersPerMinute: 600, defects: { down: false } });

  assert.deepEqual(valuesOf(withChange(both, undo)), [600, 0, false]);
});

test("a change is named by the title of what it turns", () => {
  assert.equal(wordsOf(landscape, { ordersPerMinute: 5 }), "The load");
  assert.equal(wordsOf(landscape, { defects: { poison: 1 } }), "“Poison record”");
});
