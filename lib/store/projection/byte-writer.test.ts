import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { textArray, timestampArray, uuidArray } from "./binary-array";
import { ByteWriter } from "./byte-writer";

const written = (write: (to: ByteWriter) => void) => {
  const writer = new ByteWriter(1);
  write(writer);
  return writer.finish();
};

test("text is its UTF-8 behind its length, whatever it holds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const bytes = Buffer.from(text);
      const expected = Buffer.alloc(4 + bytes.length);
      expected.writeInt32BE(bytes.length);
      bytes.copy(expected, 4);
      assert.deepEqual(
        written((to) => to.text(text)),
        expected,
      );
    }),
  );
});

test("an integer of 53 bits comes back as it was, below zero too", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      assert.equal(written((to) => to.int8(value)).readBigInt64BE(4), BigInt(value));
    }),
  );
});

test("a time is microseconds since 2000, exact from year 1970 to 9999", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (ms) => {
      const micros = written((to) => to.timestamp(ms)).readBigInt64BE(4);
      assert.equal(micros, (BigInt(ms) - 946_684_800_000n) * 1000n);
    }),
  );
});

test("what is no number, no time or no UUID is refused and not written as another", () => {
  assert.throws(() => written((to) => to.int8(2 ** 53)), RangeError);
  assert.throws(() => written((to) => to.timestamp(Number.NaN)), RangeError);
  assert.throws(() => written((to) => to.uuid("4ca25d30-fbde-d09a")), RangeError);
});

test("a UUID is its sixteen bytes, in capitals too", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.boolean(), (uuid, isUpper) => {
      const bytes = written((to) => to.uuid(isUpper ? uuid.toUpperCase() : uuid));
      assert.equal(bytes.subarray(4).toString("hex"), uuid.replaceAll("-", ""));
    }),
  );
});

test("an array says its type, its length and which places hold nothing", () => {
  assert.equal(textArray([]).toString("hex"), "000000000000000000000019");
  assert.equal(textArray(["a", null]).toString("hex"), "00000001000000010000001900000002000000010000000161ffffffff");
  assert.equal(timestampArray([null]).readInt32BE(8), 1184);
  assert.equal(uuidArray([]).readInt32BE(8), 2950);
});
