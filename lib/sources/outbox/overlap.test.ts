import assert from "node:assert/strict";
import { test } from "node:test";
import { Overlap } from "./overlap";

test("rows are looked at again until the overlap is over and no transaction of that time is open any more", () => {
  const overlap = new Overlap("5", 10_000);
  overlap.take(["6", "8"], { high: "8" });
  overlap.mark(0, { open: 100n, next: 110n });

  assert.equal(overlap.pass(9_999, { open: 200n, next: 200n }), false);
  assert.equal(overlap.pass(60_000, { open: 109n, next: 300n }), false);
  overlap.take(["7"], { high: null });
  assert.deepEqual([overlap.low, overlap.high, overlap.has("7"), overlap.has("6")], ["5", "8", true, true]);

  assert.equal(overlap.pass(60_000, { open: 110n, next: 300n }), true);
  assert.deepEqual([overlap.low, overlap.high], ["8", "8"]);
});

test("what was taken since a mark is remembered when the mark is passed", () => {
  const overlap = new Overlap(null, 1_000);
  overlap.take(["1"], { high: "1" });
  overlap.mark(0, { open: 1n, next: 1n });
  overlap.take(["2"], { high: "2" });
  overlap.mark(5_000, { open: 5n, next: 5n });

  assert.equal(overlap.pass(5_500, { open: 9n, next: 9n }), true);

  assert.deepEqual([overlap.low, overlap.has("1"), overlap.has("2"), overlap.size], ["1", false, true, 1]);
});
