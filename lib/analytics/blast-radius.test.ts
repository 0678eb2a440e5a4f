import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { blastRadius, type Follows, isNamedAlike } from "./blast-radius";

//   placed ──60 s──▶ paid ──10 s──▶ fetched ──30 s──▶ shipped
//              └─ 20 % ──5 s──▶ declined
const EDGES: readonly Follows[] = [
  { from: "placed", to: "paid", count: 80, medianMs: 60_000 },
  { from: "placed", to: "declined", count: 20, medianMs: 5_000 },
  { from: "paid", to: "fetched", count: 80, medianMs: 10_000 },
  { from: "fetched", to: "shipped", count: 80, medianMs: 30_000 },
];
const PAYMENT = (activity: string) => ["paid", "declined"].includes(activity);

test("steps starve in order of time, each with the cases that would come to it", () => {
  const { starving } = blastRadius({
    waiting: [{ activity: "placed", cases: 10, oldestAt: 0 }],
    edges: EDGES,
    isDoneByIt: PAYMENT,
  });

  assert.deepEqual(
    starving.map(({ activity, dueAt, cases, isDoneByIt }) => [activity, dueAt, cases, isDoneByIt]),
    [
      ["declined", 5_000, 2, true],
      ["paid", 60_000, 8, true],
      ["fetched", 70_000, 8, false],
      ["shipped", 100_000, 8, false],
    ],
  );
});

test("a case that waits for somebody else is not hit", () => {
  const { waiting, starving } = blastRadius({
    waiting: [
      { activity: "paid", cases: 7, oldestAt: 0 },
      { activity: "placed", cases: 1, oldestAt: 50 },
    ],
    edges: EDGES,
    isDoneByIt: PAYMENT,
  });

  assert.deepEqual(
    waiting.map(({ activity }) => activity),
    ["placed"],
  );
  assert.ok(starving.every(({ cases }) => cases <= 1));
});

test("where nobody knows what a consumer does, all that is unread waits for it", () => {
  const { waiting } = blastRadius({
    waiting: [{ activity: "shipped", cases: 3, oldestAt: 0 }],
    edges: EDGES,
    isDoneByIt: null,
  });

  assert.equal(waiting.length, 1);
});

test("a circle ends, whatever the map, and the steps come in order of time", () => {
  const edge = fc.record({
    from: fc.constantFrom("a", "b", "c", "d"),
    to: fc.constantFrom("a", "b", "c", "d"),
    count: fc.integer({ min: 1, max: 100 }),
    medianMs: fc.option(fc.nat(100_000), { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 20 }), fc.integer({ min: 1, max: 1_000 }), (edges, cases) => {
      const { starving } = blastRadius({
        waiting: [{ activity: "a", cases, oldestAt: 1_000 }],
        edges,
        isDoneByIt: null,
      });

      assert.ok(starving.length <= 4);
      for (const [index, step] of starving.entries()) {
        assert.ok(step.dueAt >= 1_000);
        assert.ok(step.dueAt >= (starving[index - 1]?.dueAt ?? 0));
      }
    }),
  );
});

test("a group is taken for the producer that its name speaks of, and for no other", () => {
  assert.ok(isNamedAlike("payment", "Payment-Camunda"));
  assert.ok(isNamedAlike("shop.shipping-service", "Shipping"));
  assert.ok(isNamedAlike("PaymentService", "payment"));
  assert.ok(!isNamedAlike("inventory-service", "payment-service"));
  assert.ok(!isNamedAlike("order-camunda", "Payment-Camunda"));
});
