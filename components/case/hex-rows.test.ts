import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf, hexRow } from "./hex-rows";

test("bytes are those of the record, whether it was text or not", () => {
  assert.deepEqual([...bytesOf("é\n", "utf-8")], [0xc3, 0xa9, 0x0a]);
  assert.deepEqual([...bytesOf(Buffer.from([0, 255, 1]).toString("base64"), "base64")], [0, 255, 1]);
});

test("a line of a hex view says where it is, and shows what can be printed", () => {
  const bytes = bytesOf("0123456789abcdefé<", "utf-8");

  assert.deepEqual(hexRow(bytes, 1, 16), { offset: "00000010", hex: "c3 a9 3c", text: "..<" });
});
