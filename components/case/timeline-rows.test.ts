import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleEvent } from "./sample-event.test-support";
import { isShown, LANES_MAX, timelineOf } from "./timeline-rows";

test("each producer has a lane, in the order in which they first speak", () => {
  const { rows, lanes } = timelineOf([
    sampleEvent(1, { producer: "Checkout" }),
    sampleEvent(2, { producer: "order", kind: "element.entered" }),
    sampleEvent(3, { producer: "Checkout" }),
  ]);

  assert.deepEqual(lanes, [
    { name: "Checkout", isEngine: false },
    { name: "order", isEngine: true },
  ]);
  assert.deepEqual(
    rows.map(({ lane }) => lane),
    [0, 1, 0],
  );
});

test("a service and an engine of the same name do not share a lane", () => {
  const { lanes } = timelineOf([
    sampleEvent(1, { producer: "order" }),
    sampleEvent(2, { producer: "order", kind: "element.entered" }),
  ]);

  assert.equal(lanes.length, 2);
});

test("with more producers than lanes the rest share the last one", () => {
  const { rows, lanes } = timelineOf(
    Array.from({ length: LANES_MAX + 5 }, (_, index) => sampleEvent(index, { producer: `service ${index}` })),
  );

  assert.equal(lanes.length, LANES_MAX);
  assert.equal(lanes.at(-1)?.name, "others");
  assert.equal(rows.at(-1)?.lane, LANES_MAX - 1);
});

test("the wait that took most of the time stands out", () => {
  const { rows } = timelineOf([sampleEvent(0), sampleEvent(1), sampleEvent(50), sampleEvent(51)]);

  assert.deepEqual(
    rows.map(({ gapMs, isLongGap }) => [gapMs, isLongGap]),
    [
      [null, false],
      [1000, false],
      [49_000, true],
      [1000, false],
    ],
  );
});

test("clocks that disagree show as a negative gap, not as a wait", () => {
  const { rows } = timelineOf([sampleEvent(5), sampleEvent(2)]);

  assert.deepEqual([rows[1]?.gapMs, rows[1]?.isLongGap], [-3000, false]);
});

test("what a service said and what the engine reports can be seen apart", () => {
  const said = sampleEvent(1);
  const reported = sampleEvent(2, { kind: "element.entered", elementId: "pay" });

  assert.deepEqual([isShown(said, "business", null), isShown(said, "engine", null)], [true, false]);
  assert.deepEqual([isShown(reported, "business", null), isShown(reported, "engine", null)], [false, true]);
  assert.deepEqual([isShown(reported, "element", "pay"), isShown(said, "element", "pay")], [true, false]);
});

test("an empty case has an empty timeline", () => {
  assert.deepEqual(timelineOf([]), { rows: [], lanes: [] });
});
