import assert from "node:assert/strict";
import { test } from "node:test";
import { fromField, rangeLabel, toField } from "./time-range";

test("a relative range keeps its words, so that a link means the same tomorrow", () => {
  assert.equal(rangeLabel({ from: "now-24h", to: null }), "Last 24 hours");
  assert.equal(rangeLabel({ from: null, to: null }), "Any time");
});

test("a range that no preset has is spelled out", () => {
  assert.equal(rangeLabel({ from: "2026-01-05T14:03:00.000Z", to: null }), "2026-01-05 14:03:00 UTC to now");
  assert.equal(rangeLabel({ from: "now-90m", to: "now-15m" }), "now-90m to now-15m");
});

test("a time typed in the reader's zone comes back as it was typed", () => {
  const instant = fromField("2026-07-05T14:03");

  assert.equal(toField(instant), "2026-07-05T14:03");
});

test("an empty or broken field is no bound", () => {
  assert.equal(fromField(""), null);
  assert.equal(fromField("yesterday"), null);
  assert.equal(toField("now-1h"), "");
  assert.equal(toField(null), "");
});
