import assert from "node:assert/strict";
import { test } from "node:test";
import { NEWS_TOPICS } from "@/lib/api/contract/live";
import { keysOf } from "./keys";

test("every topic makes something ask again, and anything makes all", () => {
  for (const topic of NEWS_TOPICS) assert.ok(keysOf(topic).length > 0, topic);
  assert.deepEqual(keysOf("anything"), [[]]);
});

test("news of a case reach the page that asked for it by one of its keys", () => {
  assert.deepEqual(keysOf("case:0b7c"), [["case"], ["case-events"], ["collaboration"]]);
});
