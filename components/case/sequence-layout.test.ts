import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseEvent, Hop } from "@/lib/api/contract/cases";
import { sampleEvent } from "./sample-event.test-support";
import { sequenceOf } from "./sequence-layout";

const step = (number: number, title: string, own: Partial<CaseEvent> = {}) =>
  sampleEvent(number, { kind: "element.entered", title, producer: "order", processInstanceKey: "90001", ...own });
const hop = (from: number, to: number, why: Hop["why"] = "key"): Hop => ({
  fromEventId: `event-${from}`,
  toEventId: `event-${to}`,
  why,
  by: "orderId",
});
const sequence = (trace: readonly CaseEvent[], ...hops: readonly Hop[]) =>
  sequenceOf({ trace: [...trace], hops: [...hops], processInstances: [] });

test("an event goes from who said it to who took it up, and says after how long", () => {
  const { lanes, rows } = sequence([sampleEvent(1), sampleEvent(4, { producer: "Payment" })], hop(1, 4));

  assert.deepEqual(
    lanes.map(({ name }) => name),
    ["Checkout", "Payment"],
  );
  const [first, last] = rows;
  assert.ok(first?.kind === "message" && last?.kind === "message");
  assert.deepEqual([first.from, first.to, first.hop?.why, first.afterMs], [0, 1, "key", 3_000]);
  assert.deepEqual([last.from, last.to, last.isLongGap], [1, null, true]);
});

test("what an engine does by itself is one note for each of its stretches", () => {
  const { rows } = sequence(
    [
      step(1, "Start entered"),
      step(2, "Pay entered"),
      step(3, "Job pay created", { kind: "job.changed" }),
      sampleEvent(4),
      step(5, "Done entered"),
    ],
    hop(3, 4, "job"),
  );

  assert.deepEqual(
    rows.map((row) => (row.kind === "steps" ? row.text : `${row.from} → ${row.to}`)),
    ["Start → Pay", "0 → 1", "1 → null", "Done"],
  );
  assert.deepEqual(
    rows.map(({ running }) => running),
    [[0], [0], [0], [0]],
  );
});

test("two process instances of one process stand apart, so that what was done twice is seen", () => {
  const { lanes } = sequence([step(1, "Start entered"), step(2, "Start entered", { processInstanceKey: "90002" })]);

  assert.deepEqual(
    lanes.map(({ note }) => note),
    ["process instance …0001", "process instance …0002"],
  );
});

test("with five hundred producers the drawing stays as wide as a person can follow", () => {
  const { lanes, rows } = sequence(
    Array.from({ length: 500 }, (_, index) => sampleEvent(index, { producer: `service ${index}` })),
  );

  assert.equal(lanes.length, 20);
  assert.equal(lanes.at(-1)?.name, "others");
  assert.equal(rows.length, 500);
});
