import assert from "node:assert/strict";
import { test } from "node:test";
import { toKeyValue } from "./key-value";

test("a number and its text are the same key", () => {
  assert.equal(toKeyValue(42), "42");
  assert.equal(toKeyValue("42"), "42");
});

test("what senders write when they have no value never ties cases together", () => {
  const placeholders = [
    null,
    undefined,
    "",
    "  ",
    "0",
    0,
    -0,
    "null",
    "NULL",
    "undefined",
    "Unknown",
    "n/a",
    -1,
    Number.NaN,
  ];

  for (const value of [
    ...placeholders,
    Number.POSITIVE_INFINITY,
    "00000000-0000-0000-0000-000000000000",
    true,
    {},
    ["42"],
  ]) {
    assert.equal(toKeyValue(value), null, String(value));
  }
});

test("a huge value is a key that an index can hold, and still its own", () => {
  const first = toKeyValue(`${"9".repeat(100_000)}1`);
  const second = toKeyValue(`${"9".repeat(100_000)}2`);

  assert.equal(first?.length, 512);
  assert.notEqual(first, second);
});
