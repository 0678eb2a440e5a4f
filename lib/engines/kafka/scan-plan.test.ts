import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { planScan } from "./scan-plan";

const NO_WINDOW = { from: null, to: null };

test("a search without a window looks through all that the topic holds", () => {
  const plan = planScan([{ extents: [{ topic: "orders", partition: 0, low: 5, high: 25 }], window: NO_WINDOW }], 100);

  assert.deepEqual(plan, { ranges: [{ topic: "orders", partition: 0, from: 5, to: 25 }], total: 20, leftOut: 0 });
});

test("where there is more than may be looked through, the newest records of each partition are, by its share", () => {
  const extents = [
    { topic: "orders", partition: 0, low: 0, high: 300 },
    { topic: "orders", partition: 1, low: 0, high: 100 },
  ];

  const plan = planScan([{ extents, window: NO_WINDOW }], 40);

  assert.deepEqual(
    plan.ranges.map(({ from, to }) => [from, to]),
    [
      [270, 300],
      [90, 100],
    ],
  );
  assert.equal(plan.leftOut, 360);
});

test("a window that ends before the log begins leaves nothing to look through", () => {
  const window = { from: new Map([[0, 0]]), to: new Map([[0, 3]]) };

  const plan = planScan([{ extents: [{ topic: "orders", partition: 0, low: 10, high: 20 }], window }], 100);

  assert.deepEqual(plan, { ranges: [], total: 0, leftOut: 0 });
});

test("a plan never holds more than it may, nor what is outside of the log", () => {
  const extent = fc
    .record({ partition: fc.nat(5), low: fc.nat(1_000), length: fc.nat(100_000) })
    .map(({ partition, low, length }) => ({ topic: "t", partition, low, high: low + length }));
  const bound = fc.option(fc.dictionary(fc.constantFrom("0", "1", "2"), fc.nat(200_000)), { nil: null });
  const offsets = bound.map((given) =>
    given === null ? null : new Map(Object.entries(given).map(([partition, offset]) => [Number(partition), offset])),
  );
  fc.assert(
    fc.property(fc.array(extent, { maxLength: 6 }), offsets, offsets, fc.nat(50_000), (extents, from, to, most) => {
      const { ranges, total, leftOut } = planScan([{ extents, window: { from, to } }], most);

      assert.ok(total <= most && leftOut >= 0);
      for (const range of ranges) {
        assert.ok(
          extents.some(
            ({ partition, low, high }) => partition === range.partition && range.from >= low && range.to <= high,
          ),
        );
      }
    }),
  );
});
