import assert from "node:assert/strict";
import { test } from "node:test";
import { present } from "./present";
import { upTo } from "./up-to";

const at = (value: string) => value;

test("rows that came after the list was first shown wait", () => {
  const items = ["2026-01-05T12:00:02.000Z", "2026-01-05T12:00:01.000Z", "2026-01-05T12:00:00.000Z"];

  assert.deepEqual(upTo(items, at, "2026-01-05T12:00:01.000Z"), items.slice(1));
});

test("a list that was empty when it was first shown holds nothing back", () => {
  assert.deepEqual(upTo(["2026-01-05T12:00:02.000Z"], at, null), ["2026-01-05T12:00:02.000Z"]);
});

test("a filter that is not set is not asked for", () => {
  assert.deepEqual(present({ q: "", state: null, process: "order", incident: false }), {
    process: "order",
    incident: false,
  });
});
