import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bucketOf } from "@/lib/project/duration-bucket";
import { add, bucketValue, countOf, type DurationHistogram, quantile, subtract } from "./duration-histogram";

const durations = fc.array(fc.oneof(fc.nat(300), fc.nat(90_000_000_000), fc.constant(-7)), { maxLength: 60 });

function histogramOf(values: readonly number[]): DurationHistogram {
  const histogram = new Map<number, number>();
  for (const value of values) histogram.set(bucketOf(value), (histogram.get(bucketOf(value)) ?? 0) + 1);
  return histogram;
}

test("what stands for a duration differs from it by at most 0.79%", () => {
  fc.assert(
    fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (value) => {
      assert.ok(Math.abs(bucketValue(bucketOf(value)) - value) <= value * 0.0079);
    }),
    { numRuns: 5_000 },
  );
});

test("a quantile is that of the durations themselves, within the error of a bucket", () => {
  fc.assert(
    fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
      const sorted = values.filter((value) => value >= 0).sort((a, b) => a - b);
      const expected = sorted.find((_, index) => index + 1 > q * (sorted.length - 1));

      const found = quantile(histogramOf(values), q);

      if (expected === undefined) return assert.equal(found, null);
      assert.ok(found !== null && Math.abs(found - expected) <= expected * 0.0079, `${found} for ${expected}`);
    }),
    { numRuns: 1_000 },
  );
});

test("histograms add up to that of all durations, and what was added can be taken away again", () => {
  fc.assert(
    fc.property(durations, durations, (some, others) => {
      const sum = add(histogramOf(some), histogramOf(others));

      assert.deepEqual(sum, histogramOf([...some, ...others]));
      assert.deepEqual(subtract(sum, histogramOf(others)), histogramOf(some));
    }),
  );
});

test("durations below zero are counted apart", () => {
  const histogram = histogramOf([-3, -4, 10, 20, 30]);

  assert.deepEqual([countOf(histogram), quantile(histogram, 0), quantile(histogram, 0.5)], [3, 10, 20]);
  assert.equal(quantile(histogramOf([-3]), 0.5), null);
});
