import assert from "node:assert/strict";
import { test } from "node:test";
import { createGate } from "./gate";

test("no more than allowed are inside at once, and all get their turn, also after a failure", async () => {
  const gate = createGate(3);
  let inside = 0;
  let most = 0;
  const work = async (number: number) => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 1));
    inside -= 1;
    if (number % 4 === 0) throw new Error("failed");
    return number;
  };

  const ended = await Promise.allSettled(Array.from({ length: 40 }, (_, number) => gate(() => work(number))));

  assert.equal(most, 3);
  assert.equal(inside, 0);
  assert.equal(ended.filter(({ status }) => status === "fulfilled").length, 30);
});
