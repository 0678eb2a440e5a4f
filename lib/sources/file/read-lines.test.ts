import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { Failure } from "@/lib/domain/failure";
import { readLines } from "./read-lines";

const bytes = (text: string) => new TextEncoder().encode(text);

async function* inPieces(whole: Uint8Array, size: number) {
  for (let begin = 0; begin < whole.length; begin += size) yield whole.subarray(begin, begin + size);
}

async function linesOf(whole: Uint8Array, size = 7) {
  const lines: string[] = [];
  for await (const { number, text } of readLines(inPieces(whole, size))) lines.push(`${number}:${text}`);
  return lines;
}

test("lines are the same whether the file comes plain, as gzip or as zip, in whatever pieces", async () => {
  const text = '{"a":"grüße"}\n\n{"b":2}';
  const expected = ['1:{"a":"grüße"}', "2:", '3:{"b":2}'];

  assert.deepEqual(await linesOf(bytes(text)), expected);
  assert.deepEqual(await linesOf(bytes(`${text}\n`), 1), expected);
  assert.deepEqual(await linesOf(gzipSync(text)), expected);
  assert.deepEqual(await linesOf(zipSync({ "log.jsonl": bytes(text) })), expected);
});

test("an empty file has no lines", async () => {
  assert.deepEqual(await linesOf(bytes("")), []);
});

test("a gzip file that was cut off says so", async () => {
  const whole = gzipSync("x".repeat(10_000));

  await assert.rejects(linesOf(whole.subarray(0, whole.length - 9)), (error) => {
    return error instanceof Failure && /damaged or cut off/.test(error.message);
  });
});

test("a bomb is refused before it fills the memory", async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, "x"));

  await assert.rejects(linesOf(bomb, 65_536), (error) => error instanceof Failure && error.code === "too-large");
});

test("a line that is too long is told and passed over", async () => {
  const lines = await linesOf(bytes(`short\n${"x".repeat(17 * 1024 * 1024)}\nshort again`), 1 << 20);

  assert.deepEqual(lines, ["1:short", "2:null", "3:short again"]);
});
