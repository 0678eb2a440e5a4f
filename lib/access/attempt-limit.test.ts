import assert from "node:assert/strict";
import { test } from "node:test";
import { AttemptLimit } from "./attempt-limit";

test("the eleventh attempt within a minute is refused, the next minute is free, other addresses are not held up", () => {
  const limit = new AttemptLimit();

  const allowed = Array.from({ length: 11 }, (_, index) => limit.allows("a", index));

  assert.deepEqual(allowed, [...Array(10).fill(true), false]);
  assert.equal(limit.allows("b", 11), true);
  assert.equal(limit.allows("a", 60_000), true);
});
