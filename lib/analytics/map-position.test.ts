import assert from "node:assert/strict";
import { test } from "node:test";
import { meanPositions } from "./map-position";

test("an activity stands after those that come before it, and between them when it comes after several", () => {
  const nodes = [
    { id: "placed", count: 4, start: 4, end: 0 },
    { id: "paid", count: 2, start: 0, end: 0 },
    { id: "shipped", count: 4, start: 0, end: 4 },
  ];
  const edges = [
    { from: "placed", to: "paid", count: 2 },
    { from: "paid", to: "shipped", count: 2 },
    { from: "placed", to: "shipped", count: 2 },
  ];

  assert.deepEqual(
    [...meanPositions(nodes, edges)],
    [
      ["placed", 0],
      ["paid", 1],
      ["shipped", 1.5],
    ],
  );
});

test("a loop that nothing leads into or out of still gets numbers", () => {
  const nodes = ["a", "b"].map((id) => ({ id, count: 5, start: 0, end: 0 }));
  const edges = [
    { from: "a", to: "b", count: 5 },
    { from: "b", to: "a", count: 5 },
  ];

  const positions = meanPositions(nodes, edges);

  assert.ok([...positions.values()].every((position) => Number.isFinite(position) && position >= 0));
});
