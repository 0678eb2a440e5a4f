import assert from "node:assert/strict";
import { test } from "node:test";
import { decompressLz4 } from "./lz4";

/** Written by the reference tool: `printf … | lz4 -9` and `lz4 -B4 -BX --content-size`, as base64. */
const FRAMES = {
  repeated: "BCJNGGRApyoAAAC/b3JkZXJJZD00MjsLAP///////////////////////////25QZD00MjsAAAAAAredog==",
  short: "BCJNGGRApw0AAIBubyByZXBldGl0aW9uAAAAANLFApo=",
  sized:
    "BCJNGHxAWxUBAAAAAABSDwEAAB9hAQD////XH2IBAP////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////tQYmJiYmJC9Zo1IAAAAB9iAQD///////////////////////////9XUGJiZW5krN2vuAAAAADS8k+U",
};

test("what the reference tool has packed is unpacked", () => {
  assert.equal(decompressLz4(Buffer.from(FRAMES.repeated, "base64")).toString(), "orderId=42;".repeat(500));
  assert.equal(decompressLz4(Buffer.from(FRAMES.short, "base64")).toString(), "no repetition");
  assert.equal(
    decompressLz4(Buffer.from(FRAMES.sized, "base64")).toString(),
    `${"a".repeat(1000)}${"b".repeat(70_000)}end`,
  );
});

test("frames one after the other are one value", () => {
  const frame = Buffer.from(FRAMES.short, "base64");

  assert.equal(decompressLz4(Buffer.concat([frame, frame])).toString(), "no repetitionno repetition");
});

test("what is no frame, or is cut off, is refused and never read beyond its end", () => {
  const frame = Buffer.from(FRAMES.repeated, "base64");

  for (let length = 1; length < frame.length - 4; length++) {
    assert.throws(() => decompressLz4(frame.subarray(0, length)), `a frame cut at ${length} was taken`);
  }
  assert.throws(() => decompressLz4(Buffer.from("not a frame at all")), /no LZ4 frame/);
});
