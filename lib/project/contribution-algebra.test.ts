import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Contribution, RollupRow } from "./contribution";
import { addTo, difference } from "./contribution-algebra";
import { foldTrace } from "./fold-trace";
import { landscapes } from "./landscape.test-support";
import { rollupKeyText } from "./rollup-key";
import { variantId } from "./variant-id";

const contributions = landscapes
  .filter((events) => events.length > 0)
  .map((events) => foldTrace(events, variantId).contribution);

function sumOf(...added: readonly Contribution[]): Contribution {
  const sum = new Map<string, RollupRow>();
  for (const contribution of added) addTo(sum, contribution);
  return sum;
}

test("contributions add in any order, and what is taken away leaves what was there", () => {
  fc.assert(
    fc.property(contributions, contributions, contributions, (a, b, c) => {
      assert.deepEqual(sumOf(a, b, c), sumOf(c, a, b));
      assert.deepEqual(sumOf(a, sumOf(b, c)), sumOf(sumOf(a, b), c));
      assert.deepEqual(difference(sumOf(a, b), b), a);
      assert.equal(difference(a, a).size, 0);
    }),
    { numRuns: 100 },
  );
});

test("adding leaves what was added as it was", () => {
  fc.assert(
    fc.property(contributions, contributions, (a, b) => {
      const before = JSON.stringify([...a]);

      sumOf(a, b, a);

      assert.equal(JSON.stringify([...a]), before);
    }),
    { numRuns: 50 },
  );
});

test("a row is found under the text of its key, and none is all zero", () => {
  fc.assert(
    fc.property(contributions, (contribution) => {
      for (const [text, { key, amounts }] of contribution) {
        assert.equal(text, rollupKeyText(key));
        assert.ok(Object.values(amounts).some((amount) => amount !== 0));
      }
    }),
    { numRuns: 50 },
  );
});
