import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventMapNode } from "@/lib/api/contract/event-map";
import { nodeLabel } from "./map-words";

const label = (name: string) => nodeLabel({ name, count: 1_500 } as EventMapNode);

test("a long name breaks between its words, and the count stands below", () => {
  assert.equal(label("CustomerCreditUsedEvent"), "CustomerCreditUsed\nEvent\n1.5K");
  assert.equal(label("Send command: retrieve payment"), "Send command:\nretrieve payment\n1.5K");
  assert.equal(label("Paid"), "Paid\n1.5K");
});

test("markup in a name stays text, and line breaks in it do not tear the picture", () => {
  assert.equal(label("<b>x</b>\n\u202e"), "<b>x</b>\n1.5K");
});

test("a name without end is cut, and one that is empty says so", () => {
  const lines = label("x".repeat(5_000)).split("\n");

  assert.ok(lines.length === 3 && lines.every((line) => line.length <= 18));
  assert.equal(label(""), "(no name)\n1.5K");
});
