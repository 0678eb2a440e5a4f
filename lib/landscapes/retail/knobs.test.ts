import assert from "node:assert/strict";
import { test } from "node:test";
import { initialDefects } from "./defects";
import { createKnobs } from "./knobs";

const orders = Array.from({ length: 2_000 }, (_, number) => `R-${number}`);

function shop(failingJob: number) {
  return createKnobs({ ordersPerMinute: 6, defects: { ...initialDefects(), "failing-job": failingJob } });
}

test("a defect hits about its share of the orders, and the same ones whenever it is asked", () => {
  const knobs = shop(0.1);
  const hit = () => orders.filter((order) => knobs.isHit("failing-job", order));

  const first = hit();

  assert.ok(first.length > 140 && first.length < 260, `${first.length} of 2000`);
  assert.deepEqual(hit(), first);
});

test("a share of nothing hits nobody and a share of one hits everyone", () => {
  assert.ok(orders.every((order) => !shop(0).isHit("failing-job", order)));
  assert.ok(orders.every((order) => shop(1).isHit("failing-job", order)));
});

test("an order whose fate is fixed has just the defects that it was given", () => {
  const knobs = shop(1);

  knobs.fixFate("R-1", ["poison"]);

  assert.equal(knobs.isHit("poison", "R-1"), true);
  assert.equal(knobs.isHit("failing-job", "R-1"), false);
  assert.equal(knobs.isHit("failing-job", "R-2"), true);
});

test("a turned knob is told to those who watch, until they look away", () => {
  const knobs = shop(0);
  let told = 0;
  const lookAway = knobs.watch(() => {
    told += 1;
  });

  knobs.change({ ordersPerMinute: 60 });
  lookAway();
  knobs.change({ ordersPerMinute: 0 });

  assert.equal(told, 1);
  assert.equal(knobs.read().ordersPerMinute, 0);
});
