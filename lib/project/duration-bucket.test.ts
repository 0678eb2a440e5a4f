import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bucketOf } from "./duration-bucket";

const YEARS_10_000_MS = 10_000 * 366 * 24 * 3_600_000;

test("durations below 128 ms have a bucket each, negative ones one of their own", () => {
  assert.deepEqual([-5, -1, 0, 1, 127].map(bucketOf), [-1, -1, 0, 1, 127]);
});

test("buckets are those that integer arithmetic in SQL gives", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 128n, max: BigInt(YEARS_10_000_MS) }), (value) => {
      const shift = BigInt(value.toString(2).length - 1) - 6n;
      assert.equal(BigInt(bucketOf(Number(value))), 64n * shift + (value >> shift));
    }),
    { numRuns: 2_000 },
  );
});

test("just below powers of two, where logarithms round up, the bucket is the lower one", () => {
  for (let exponent = 7; exponent <= 52; exponent += 1) {
    assert.equal(bucketOf(2 ** exponent), bucketOf(2 ** exponent - 1) + 1);
  }
});

test("a longer duration is never in a lower bucket", () => {
  fc.assert(
    fc.property(fc.nat(YEARS_10_000_MS), fc.nat(1_000_000), (durationMs, moreMs) => {
      assert.ok(bucketOf(durationMs) <= bucketOf(durationMs + moreMs));
    }),
    { numRuns: 2_000 },
  );
});
