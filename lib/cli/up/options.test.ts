import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "@/lib/domain/failure";
import { readUpOptions } from "./options";

test("without options everything starts with the retail landscape in one folder", () => {
  const options = readUpOptions([]);

  assert.equal(options.landscape, "retail");
  assert.equal(options.data, ".throughline");
  assert.equal(options.only, undefined);
});

test("a mistyped option says which one and where help is", () => {
  assert.throws(
    () => readUpOptions(["--landscpae", "retail"]),
    (error) => error instanceof Failure && /landscpae.*--help/.test(error.message),
  );
});

test("the retail landscape can be the choreographed one, both side by side, one with two engines, trips, or a recording", () => {
  for (const landscape of [
    "retail-choreographed",
    "retail-both",
    "retail-mixed",
    "trip",
    "trip-choreographed",
    "transfer-limit",
    "recorded",
    "none",
  ]) {
    assert.equal(readUpOptions(["--landscape", landscape]).landscape, landscape);
  }
});

test("a landscape that is not there says which ones are", () => {
  assert.throws(
    () => readUpOptions(["--landscape", "bank"]),
    (error) =>
      error instanceof Failure &&
      /--landscape.*retail.*retail-choreographed.*retail-both.*retail-mixed.*recorded.*none/.test(error.message),
  );
});
