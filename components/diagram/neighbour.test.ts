import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour } from "./neighbour";

/*
 *   start ── check ── pay ── end
 *              └───── ask
 */
const boxes = [
  { id: "start", x: 0, y: 30, width: 36, height: 36 },
  { id: "check", x: 100, y: 0, width: 100, height: 80 },
  { id: "pay", x: 260, y: 0, width: 100, height: 80 },
  { id: "ask", x: 240, y: 140, width: 100, height: 80 },
  { id: "end", x: 420, y: 22, width: 36, height: 36 },
];

test("an arrow key follows the row it is in", () => {
  assert.equal(neighbour(boxes, "start", "right"), "check");
  assert.equal(neighbour(boxes, "check", "right"), "pay");
  assert.equal(neighbour(boxes, "end", "left"), "pay");
});

test("up and down change the row", () => {
  assert.equal(neighbour(boxes, "pay", "down"), "ask");
  assert.equal(neighbour(boxes, "ask", "up"), "pay");
});

test("at the edge an arrow key goes nowhere", () => {
  assert.equal(neighbour(boxes, "start", "left"), null);
  assert.equal(neighbour(boxes, "ask", "down"), null);
});

test("from nowhere an arrow key goes to the first element", () => {
  assert.equal(neighbour(boxes, "unknown", "right"), "start");
  assert.equal(neighbour([], "unknown", "right"), null);
});
