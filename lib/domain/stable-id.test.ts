import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { rememberStableIds, stableId } from "./stable-id";

test("an id is the first half of a SHA-256 of the text, written as a UUID", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      assert.equal(
        stableId(text).replaceAll("-", ""),
        createHash("sha256").update(text, "utf8").digest("hex").slice(0, 32),
      );
      assert.match(stableId(text), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }),
  );
});

test("a memory gives the same ids, also when it is full and forgets", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 40 }), (texts) => {
      const remembered = rememberStableIds(3);

      assert.deepEqual(texts.map(remembered), texts.map(stableId));
    }),
  );
});
