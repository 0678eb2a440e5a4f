import assert from "node:assert/strict";
import { test } from "node:test";
import type { ModelElementDetails } from "@/lib/api/contract/models";
import { changesOf, suggestedAbove, toDraft, toggled, withAll } from "./draft";

const element = (elementId: string, more: Partial<ModelElementDetails> = {}): ModelElementDetails => ({
  elementId,
  name: elementId,
  type: "TASK",
  pool: "",
  bindable: true,
  activityIds: [],
  suggestions: [],
  ...more,
});
const suggestion = (activityId: string, score: number) => ({ activityId, score, nameScore: score, orderScore: null });

test("ticking a binding twice leaves nothing to save", () => {
  const saved = toDraft({ elementDetails: [element("pay", { activityIds: ["a"] }), element("ship")] });

  const once = toggled(toggled(saved, { elementId: "ship", activityId: "b" }), { elementId: "pay", activityId: "a" });
  const back = toggled(toggled(once, { elementId: "ship", activityId: "b" }), { elementId: "pay", activityId: "a" });

  assert.deepEqual(changesOf(saved, once), { added: 1, removed: 1 });
  assert.deepEqual(changesOf(saved, back), { added: 0, removed: 0 });
  assert.deepEqual(changesOf(saved, saved), { added: 0, removed: 0 });
});

test("an activity that fits two elements is offered for the one that it fits best, unless it is bound there", () => {
  const elementDetails = [
    element("fetch", { suggestions: [suggestion("fetched", 0.8), suggestion("low", 0.3)] }),
    element("__proto__", { suggestions: [suggestion("fetched", 0.95)] }),
  ];

  const offered = suggestedAbove({ elementDetails }, new Map(), 0.7);
  const after = suggestedAbove({ elementDetails }, withAll(new Map(), offered), 0.7);

  assert.deepEqual(
    offered.map(({ elementId, activityId }) => [elementId, activityId]),
    [["__proto__", "fetched"]],
  );
  assert.deepEqual(after, []);
});
