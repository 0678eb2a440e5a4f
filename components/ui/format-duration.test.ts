import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAgo, formatDuration } from "./format-duration";

test("a duration is told in two units at most", () => {
  assert.equal(formatDuration(18.4), "18 ms");
  assert.equal(formatDuration(1_420), "1.4 s");
  assert.equal(formatDuration(65_000), "1 min 5 s");
  assert.equal(formatDuration(3_600_000), "1 h");
  assert.equal(formatDuration(3 * 86_400_000 + 4 * 3_600_000 + 59_000), "3 d 4 h");
});

test("a duration that clock skew made negative keeps its sign", () => {
  assert.equal(formatDuration(-1_500), "−1.5 s");
});

test("a time is so long ago, or lies ahead", () => {
  assert.equal(formatAgo(1_000, 1_500), "now");
  assert.equal(formatAgo(0, 12_000), "12 s ago");
  assert.equal(formatAgo(10_800_000, 0), "in 3 h");
});
