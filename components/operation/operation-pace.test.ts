import assert from "node:assert/strict";
import { test } from "node:test";
import { paceWords } from "./operation-pace";

const running = { state: "running", waiting: 290, running: 10, pace: 5, itemsPerSecond: 20 } as const;

test("an operation under way says how fast it goes and how long it will take so", () => {
  assert.equal(paceWords(running), "5.0 a second (at most 20 targets a second); about 1 min left");
});

test("the burst of its first second promises nothing beyond its rate", () => {
  assert.match(paceWords({ ...running, pace: 100 }), /about 15 s left/);
});

test("one that stands or is over promises no end", () => {
  assert.equal(paceWords({ ...running, pace: 0 }), "none in the last ten seconds, at most 20 targets a second");
  assert.equal(paceWords({ ...running, state: "paused" }), "at most 20 targets a second");
  assert.equal(paceWords({ ...running, waiting: 0, running: 0 }), "at most 20 targets a second");
});
