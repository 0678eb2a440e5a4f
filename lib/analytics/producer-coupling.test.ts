import assert from "node:assert/strict";
import { test } from "node:test";
import { coupleProducers } from "./producer-coupling";

/**
 *   Checkout: placed ──→ Order process: [start → pay] ──→ Payment: paid, refused ──→ Order process: [ship]
 */
const nodes = [
  { id: "placed", producer: "Checkout", kind: "event" },
  { id: "start", producer: "order", kind: "element" },
  { id: "pay", producer: "order", kind: "element" },
  { id: "paid", producer: "Payment", kind: "event" },
  { id: "refused", producer: "Payment", kind: "event" },
  { id: "ship", producer: "order", kind: "element" },
] as const;
const edges = [
  { from: "placed", to: "start", kind: "message", count: 10 },
  { from: "start", to: "pay", kind: "orchestrated", count: 10 },
  { from: "pay", to: "paid", kind: "message", count: 8 },
  { from: "pay", to: "refused", kind: "message", count: 2 },
  { from: "paid", to: "ship", kind: "message", count: 8 },
  { from: "refused", to: "paid", kind: "choreographed", count: 2 },
] as const;

test("a producer hears and is heard by distinct others, and must know what comes before its own", () => {
  const of = new Map(coupleProducers(nodes, edges).map((coupling) => [coupling.producer, coupling]));

  assert.deepEqual(of.get("order"), {
    producer: "order",
    kind: "element",
    activities: 3,
    fanIn: 2,
    fanOut: 1,
    mustKnow: 2,
    unorchestrated: 0,
  });
  assert.deepEqual([of.get("Checkout")?.fanIn, of.get("Checkout")?.fanOut], [0, 1]);
  assert.equal(of.get("Payment")?.unorchestrated, 2 / 20);
});

test("a service and an engine process of one name are two, and one without edges has no share", () => {
  const couplings = coupleProducers(
    [
      { id: "a", producer: "order", kind: "event" },
      { id: "b", producer: "order", kind: "element" },
    ],
    [],
  );

  assert.deepEqual(
    couplings.map(({ kind, unorchestrated }) => [kind, unorchestrated]),
    [
      ["element", null],
      ["event", null],
    ],
  );
});
