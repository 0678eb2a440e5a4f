import assert from "node:assert/strict";
import { test } from "node:test";
import { hasSuggestion, NEW_KEY, newRule, readDraft, toDraft, withSuggestion } from "./rule-draft";

const SUGGESTED = {
  name: "orderId",
  role: "link" as const,
  values: 20,
  recursIn: 2,
  busiest: 2,
  fields: [
    { topic: "shop", activity: "OrderPlaced", path: "$.data.orderId" },
    { topic: "shop", activity: "OrderCompleted", path: "$.data.orderId" },
    { topic: "bank", activity: "PaymentReceived", path: "$.data.refId" },
  ],
};

test("a suggestion becomes one key in a rule for each of its topics, and is not added twice", () => {
  const draft = withSuggestion([newRule("mine", "shop")], SUGGESTED);

  assert.deepEqual(
    draft.map(({ rule }) => [rule.topic, rule.keys.map(({ name, path }) => `${name} ${path}`)]),
    [
      ["shop", ["orderId $.data.orderId"]],
      ["bank", ["orderId $.data.refId"]],
    ],
  );
  assert.ok(hasSuggestion(draft, SUGGESTED));
  assert.deepEqual(withSuggestion(draft, SUGGESTED), draft);
});

test("what is wrong with a draft is told at its field", () => {
  const wrong = newRule("mine", "shop");
  const keys = [{ ...NEW_KEY, name: "order id", path: "data.orderId" }];

  const read = readDraft([{ ...wrong, rule: { ...wrong.rule, keys } }]);

  assert.ok("problems" in read);
  assert.deepEqual([...read.problems.keys()], ["mine.rule.keys.0.name", "mine.rule.keys.0.path"]);
});

test("saved rules pass through a draft unchanged", () => {
  const saved = [{ source: "kafka", rule: newRule("x", "orders").rule }];

  assert.deepEqual(readDraft(toDraft(saved)), { rules: saved });
});
