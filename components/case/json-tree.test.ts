import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonRows, parseJson, ROWS_MAX } from "./json-tree";

const rowsOf = (text: string, folded: string[] = []) => jsonRows(parseJson(text)?.value, new Set(folded));

test("a payload opens into rows from the outside to the inside", () => {
  const { rows } = rowsOf(`{"orderId":"42","items":[{"amount":5}],"vip":true,"note":null}`);

  assert.deepEqual(
    rows.map(({ depth, name, text }) => [depth, name, text]),
    [
      [0, null, "{4}"],
      [1, "orderId", "42"],
      [1, "items", "[1]"],
      [2, "0", "{1}"],
      [3, "amount", "5"],
      [1, "vip", "true"],
      [1, "note", "null"],
    ],
  );
});

test("a folded part hides what is inside, and only that", () => {
  const { rows } = rowsOf(`{"a":{"b":1},"c":2}`, ["/a"]);

  assert.deepEqual(
    rows.map(({ path }) => path),
    ["", "/a", "/c"],
  );
});

test("an engine's 64-bit key keeps every digit", () => {
  const { rows } = rowsOf(`{"key":9007199254740993}`);

  assert.equal(rows[1]?.text, "9007199254740993");
});

test("a payload with a million values is cut, and says so", () => {
  const { rows, isCut } = rowsOf(JSON.stringify(Array.from({ length: 1_000_000 }, (_, index) => index)));

  assert.equal(rows.length, ROWS_MAX);
  assert.ok(isCut);
  assert.equal(rows[0]?.text, "[1000000]");
});

test("text that is no JSON, or is nested beyond reason, is no tree", () => {
  assert.equal(parseJson("<order/>"), null);
  assert.equal(parseJson("[".repeat(100_000)), null);
});

test("a property called __proto__ changes nothing outside of the payload", () => {
  rowsOf(`{"__proto__":{"admin":true}}`);

  assert.equal(({} as { admin?: boolean }).admin, undefined);
});
