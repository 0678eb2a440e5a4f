import assert from "node:assert/strict";
import { test } from "node:test";
import { toCsvLine } from "./csv-line";

test("a cell that a spreadsheet would run as a formula is text", () => {
  assert.equal(
    toCsvLine(["=cmd|'/c calc'!A0", "+1", "-2", "@sum", "plain"]),
    `"'=cmd|'/c calc'!A0","'+1","'-2","'@sum",plain\r\n`,
  );
});

test("quotes, commas and line ends stay in their cell", () => {
  assert.equal(toCsvLine(['he said "no"', "a,b", "two\nlines", ""]), '"he said ""no""","a,b","two\nlines",\r\n');
});
