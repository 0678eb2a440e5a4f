import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import { wantedTopics } from "./topic-patterns";

function rule(topic: string, format: DecodeRule["format"] = "auto") {
  return { topic, format };
}

test("names and patterns find their topics, the first rule that fits counts", () => {
  const rules = [rule("orders-audit", "ignore"), rule("orders*"), rule("*.payments.v?")];

  const { found, missing } = wantedTopics(rules, [
    "orders",
    "orders-audit",
    "orders.eu",
    "eu.payments.v?",
    "eu.payments.v1",
    "other",
  ]);

  assert.deepEqual(found, ["eu.payments.v?", "orders", "orders.eu"]);
  assert.deepEqual(missing, []);
});

test("a name that no topic has is told, a pattern may wait in silence", () => {
  assert.deepEqual(wantedTopics([rule("ordres"), rule("new-*"), rule("gone", "ignore")], ["orders"]).missing, [
    "ordres",
  ]);
});

test("Kafka's own topics are not meant by a star, only by their name", () => {
  assert.deepEqual(wantedTopics([rule("*")], ["__consumer_offsets", "_schemas", "a"]).found, ["a"]);
  assert.deepEqual(wantedTopics([rule("__consumer_offsets")], ["__consumer_offsets"]).found, ["__consumer_offsets"]);
});
