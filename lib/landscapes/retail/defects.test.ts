import assert from "node:assert/strict";
import { test } from "node:test";
import { changeDefects, DEFECTS, Defects, initialDefects, ORDER_DEFECTS } from "./defects";

test("every defect that can be set stands in the table, once, with a sentence for people", () => {
  assert.deepEqual(DEFECTS.map(({ name }) => name).sort(), Object.keys(Defects.shape).sort());
  for (const { title, sentence } of DEFECTS) assert.ok(title.length > 5 && sentence.endsWith("."), title);
});

test("those that hit a share of the orders are the ones of that kind", () => {
  const shares = DEFECTS.filter(({ kind }) => kind === "share").map(({ name }) => name);

  assert.deepEqual([...ORDER_DEFECTS].sort(), [...shares].sort());
});

test("by default some need an operator, a flight in four is full, limits are doubtful or temporary, and nothing is wrong", () => {
  const wrong = Object.entries(initialDefects()).filter(([, value]) => value !== 0 && value !== false);

  assert.deepEqual(wrong, [
    ["failing-job", 0.02],
    ["flight-full", 0.25],
    ["limit-doubtful", 0.2],
    ["limit-temporary", 0.25],
    ["next-working-day", 60_000],
  ]);
});

test("a change leaves alone what it does not name", () => {
  const changed = changeDefects(initialDefects(), { "service-down:order": true, poison: undefined });

  assert.deepEqual(changed, { ...initialDefects(), "service-down:order": true });
});
