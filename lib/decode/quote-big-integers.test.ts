import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "lossless-json";
import { quoteBigIntegers } from "./quote-big-integers";

test("an engine key beyond 2^53 keeps its last digit", () => {
  assert.deepEqual(JSON.parse(quoteBigIntegers('{"key":9007199254740993,"n":[-13510798882111489,1]}')), {
    key: "9007199254740993",
    n: ["-13510798882111489", 1],
  });
});

test("digits inside of texts, fractions and exponents stay what they are", () => {
  const json =
    '{"a":"\\\\","b":"x\\": 9007199254740993, \\\\\\"","c":0.12345678901234567,"d":1e-9007199254740993,"e":90071992547409930}';

  const value = JSON.parse(quoteBigIntegers(json));

  assert.deepEqual(value, { ...JSON.parse(json), e: "90071992547409930" });
});

test("what is not JSON does not become JSON", () => {
  for (const json of ["{9007199254740993:1}", "{9007199254740993 : 1}", "[09007199254740993]", "[.9007199254740993]"]) {
    assert.throws(() => JSON.parse(quoteBigIntegers(json)), SyntaxError, json);
  }
});

const integerText = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).map(String);
const nearTheLimit = fc.bigInt({ min: 2n ** 53n - 20n, max: 2n ** 53n + 20n }).map(String);
const misleading = fc.constantFrom(": 9007199254740993,", '"9007199254740993"', "\\", '\\"', "12345678901234567890");
const text = fc
  .oneof(
    fc.string(),
    misleading,
    fc.array(misleading).map((parts) => parts.join("")),
  )
  .map((s) => JSON.stringify(s));
const space = fc.constantFrom("", " ", "\n\t ");
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small" },
    fc.oneof(
      integerText,
      nearTheLimit,
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => JSON.stringify(n)),
    ),
    fc
      .tuple(space, fc.array(tie("json"), { maxLength: 4 }))
      .map(([gap, items]) => `[${gap}${items.join(`${gap},${gap}`)}${gap}]`),
    fc
      .tuple(space, fc.array(tie("json"), { maxLength: 4 }))
      .map(([gap, items]) => `{${items.map((item, index) => `"k${index}"${gap}:${gap}${item}${gap}`).join(",")}}`),
  ),
}));

/** Numbers as the text of their exact value. */
function exact(value: unknown): unknown {
  return typeof value === "number" ? String(value) : value;
}

test("every integer in every JSON text is read as lossless-json reads it", () => {
  const exactNumber = (digits: string) => (/^-?\d{16,}$/.test(digits) ? digits : String(Number(digits)));

  fc.assert(
    fc.property(json, (written) => {
      const ours = JSON.parse(quoteBigIntegers(written), (_name, value) => exact(value));

      assert.deepEqual(ours, JSON.parse(JSON.stringify(parse(written, null, { parseNumber: exactNumber }))));
    }),
    { numRuns: 2000 },
  );
});
