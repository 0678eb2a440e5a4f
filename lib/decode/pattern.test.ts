import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { matchesPattern } from "./pattern";

test("a star stands for any run of characters, everything else for itself", () => {
  assert.ok(matchesPattern("flowing-retail*", "flowing-retail"));
  assert.ok(matchesPattern("*.orders.*", "eu.orders.v1"));
  assert.ok(!matchesPattern("orders", "orders-v2"));
  assert.ok(!matchesPattern("a*a", "a"));
  assert.ok(!matchesPattern("or.ers", "orders"));
});

test("patterns match as the regular expression that they stand for", () => {
  const fewLetters = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });

  fc.assert(
    fc.property(fewLetters, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 }), (pattern, text) => {
      assert.equal(matchesPattern(pattern, text), new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(text));
    }),
    { numRuns: 1000 },
  );
});
