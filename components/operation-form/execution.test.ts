import assert from "node:assert/strict";
import { test } from "node:test";
import { AT_ONCE, readExecution } from "./execution";

test("nothing entered leaves everything to the server", () => {
  assert.deepEqual(readExecution(AT_ONCE, 100), {});
});

test("a canary, a rate, a share at which it stops and a start are taken", () => {
  const fields = { canary: "10", itemsPerSecond: "2.5", stopAtFailurePercent: "20", startAt: "2026-11-24T08:00" };

  assert.deepEqual(readExecution(fields, 100), {
    canary: 10,
    itemsPerSecond: 2.5,
    stopAtFailureShare: 0.2,
    startAt: new Date("2026-11-24T08:00").toISOString(),
  });
});

test("a canary of all is none, and what is no number is said", () => {
  assert.deepEqual(readExecution({ ...AT_ONCE, canary: "100" }, 100), { whyNot: "A canary is fewer than all 100." });
  assert.ok("whyNot" in readExecution({ ...AT_ONCE, canary: "1.5" }, 100));
  assert.ok("whyNot" in readExecution({ ...AT_ONCE, itemsPerSecond: "fast" }, 100));
  assert.ok("whyNot" in readExecution({ ...AT_ONCE, stopAtFailurePercent: "0" }, 100));
});
