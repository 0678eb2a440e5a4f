import assert from "node:assert/strict";
import { test } from "node:test";
import { HEAT_STEPS, heatScale } from "./heat-scale";

test("one very busy element does not paint all others in the palest colour", () => {
  const scale = heatScale([1, 2, 3, 4, 1_000_000]);

  assert.deepEqual([1, 2, 3, 4, 1_000_000].map(scale.stepOf), [0, 1, 2, 3, 4]);
});

test("equal values always have the same colour", () => {
  const { stepOf, steps } = heatScale([7, 7, 7, 7, 7, 7, 9]);

  assert.equal(stepOf(7), 0);
  assert.equal(stepOf(9), HEAT_STEPS - 1);
  assert.deepEqual(steps, [
    { step: 0, from: 7, to: 7, elements: 6 },
    { step: 4, from: 9, to: 9, elements: 1 },
  ]);
});

test("an element that nothing reached has no colour", () => {
  const { stepOf } = heatScale([0, 0, 5]);

  assert.equal(stepOf(0), null);
  assert.equal(stepOf(Number.NaN), null);
  assert.equal(stepOf(5), HEAT_STEPS - 1);
});

test("the legend covers every value once, in order", () => {
  const values = Array.from({ length: 300 }, (_, index) => (index * 7919) % 1000);

  const { steps } = heatScale(values);

  assert.equal(
    steps.reduce((sum, { elements }) => sum + elements, 0),
    values.filter((value) => value > 0).length,
  );
  for (const [index, { from }] of steps.entries()) assert.ok(from > (steps[index - 1]?.to ?? 0));
});

test("without any value there is no colour and no legend", () => {
  const { stepOf, steps } = heatScale([]);

  assert.equal(stepOf(5), null);
  assert.deepEqual(steps, []);
});
