import assert from "node:assert/strict";
import { test } from "node:test";
import { compareEdges } from "./map-changes";

const edge = (from: string, to: string, count: number) => ({ from, to, kind: "choreographed", count });

test("an edge is new when the week before had none, and vanished when it should have come again", () => {
  const { appeared, vanished } = compareEdges(
    [edge("placed", "paid", 10), edge("placed", "refused", 1)],
    [edge("placed", "paid", 70), edge("paid", "shipped", 70)],
    1 / 7,
  );

  assert.deepEqual(appeared, [edge("placed", "refused", 1)]);
  assert.deepEqual(vanished, [edge("paid", "shipped", 70)]);
});

test("an edge that came twice in a week is not missed after a day without it", () => {
  const { vanished } = compareEdges([], [edge("paid", "refunded", 2)], 1 / 7);

  assert.deepEqual(vanished, []);
});
