import assert from "node:assert/strict";
import { test } from "node:test";
import { isTroubled, lagWords, type SourceHealth, worstOf } from "./source-health";

const source = (changes: Partial<SourceHealth>): SourceHealth => ({
  id: "shop",
  kind: "kafka",
  state: "running",
  detail: "",
  lagEvents: 0,
  lagMs: 0,
  lastEventAt: null,
  ...changes,
});

test("a source that is a little behind counts as up to date", () => {
  assert.equal(lagWords(source({ lagMs: 400, lagEvents: 3 })), "up to date");
  assert.equal(lagWords(source({ lagMs: 64_000, lagEvents: 1_204 })), "1 min 4 s behind, 1,204 records to read");
});

test("of a source that does not deliver nobody claims that it is up to date", () => {
  const broken = source({ state: "degraded", lagMs: 0, lagEvents: 0 });

  assert.equal(isTroubled(broken), true);
  assert.doesNotMatch(lagWords(broken), /up to date/);
});

test("an imported file is done, not in trouble", () => {
  const imported = source({ kind: "file", state: "stopped" });

  assert.equal(isTroubled(imported), false);
  assert.equal(lagWords(imported), "imported");
});

test("the source that is worst off speaks for all", () => {
  const late = source({ id: "late", lagMs: 90_000, lagEvents: 5 });
  const broken = source({ id: "broken", state: "stopped" });

  assert.equal(worstOf([source({}), late])?.id, "late");
  assert.equal(worstOf([late, broken])?.id, "broken");
  assert.equal(worstOf([]), null);
});
