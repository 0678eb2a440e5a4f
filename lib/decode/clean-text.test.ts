import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { boundedProse, boundedText } from "./clean-text";

const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
});

test("ordinary names stay as they are, in any script", () => {
  for (const name of ["OrderPlacedEvent", "Prüfung bestanden", "订单", "🚚"]) assert.equal(boundedText(name), name);
});

test("names that differ only in what cannot be stored stay different", () => {
  const names = ["a\u0000", "a\u0001", "a\ud800", "a\udc00", "a\ufffd", "a\n"].map((name) => boundedText(name));

  assert.equal(new Set(names).size, names.length);
});

test("two long names with the same beginning stay two, within the bound", () => {
  const [first, second] = [boundedText(`${"x".repeat(9999)}1`), boundedText(`${"x".repeat(9999)}2`)];

  assert.notEqual(first, second);
  assert.equal(first.length, 256);
});

test("no text leaves with control characters, lone surrogates or beyond its bound", () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 34, max: 60 }), (text, bound) => {
      const bounded = boundedText(text, bound);

      assert.ok(!/[\p{Cc}\p{Cs}]/u.test(bounded));
      assert.ok(bounded.length <= Math.max(bound, 0));
    }),
    {
      examples: [
        [`${"\u0000".repeat(40)}`, 40],
        ["🚚".repeat(20), 34],
      ],
    },
  );
});

test("prose keeps its lines and is cut between characters", () => {
  assert.equal(boundedProse("a\r\n\tb\u0000", 9), "a\r\n\tb\ufffd");
  assert.equal(boundedProse("🚚🚚🚚", 4), "🚚…");
});
