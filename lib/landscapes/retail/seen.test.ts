import assert from "node:assert/strict";
import { test } from "node:test";
import { createSeen } from "./seen";

function worker() {
  const seen = createSeen(2);
  const done: string[] = [];
  const work = (id: string) => seen.once(id, async () => void done.push(id));
  return { seen, done, work };
}

test("a command that comes twice is worked on once, also when both come at the same time", async () => {
  const { done, work } = worker();

  await Promise.all([work("a"), work("a")]);
  await work("a");

  assert.deepEqual(done, ["a"]);
});

test("a command whose work failed is worked on when it comes again", async () => {
  const { seen, done, work } = worker();

  await assert.rejects(seen.once("a", async () => Promise.reject(new Error("no broker"))));
  await work("a");

  assert.deepEqual(done, ["a"]);
});

test("only so many are remembered, the oldest are forgotten first", async () => {
  const { done, work } = worker();

  for (const id of ["a", "b", "c", "c", "b", "a"]) await work(id);

  assert.deepEqual(done, ["a", "b", "c", "a"]);
});
