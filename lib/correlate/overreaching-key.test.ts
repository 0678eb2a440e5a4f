import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type CorrelationKey, KEY_PRIORITY } from "@/lib/domain/correlation-key";
import { findOverreach } from "./overreaching-key";

const NONE = { tiesMax: 20, undoubted: new Set<string>() };
const key = (name: string, value: string, priority: number = KEY_PRIORITY.business): CorrelationKey => {
  return { scope: "", name, value, role: "link", priority };
};
const ordersOf = (customer: string, orders: number) =>
  Array.from({ length: orders }, (_, order) => [key("customerId", customer), key("orderId", `${customer}-${order}`)]);

test("a customer with more orders than the bound is told, with how many", () => {
  assert.equal(findOverreach([...ordersOf("ada", 20), ...ordersOf("bob", 19)], NONE), null);
  assert.deepEqual(findOverreach([...ordersOf("ada", 25), ...ordersOf("bob", 30)], NONE), {
    name: "customerId",
    value: "bob",
    tied: { name: "orderId", values: 30 },
  });
});

test("an order with many correlation ids or engine keys ties nothing that is not its own", () => {
  const events = Array.from({ length: 100 }, (_, index) => [
    key("orderId", "1"),
    key("correlationId", `c${index}`, KEY_PRIORITY.correlation),
    key("messageKey", `m${index}`, KEY_PRIORITY.engine),
  ]);

  assert.equal(findOverreach(events, NONE), null);
});

test("a name that a person said of that it ties is not doubted", () => {
  assert.equal(findOverreach(ordersOf("ada", 40), { ...NONE, undoubted: new Set(["customerId"]) }), null);
});

test("the order of events changes nothing, and more events never make it less", () => {
  const event = fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 40 }))
    .map(([customer, order]) => [key("customerId", `c${customer}`), key("orderId", `o${order}`)]);
  fc.assert(
    fc.property(fc.array(event, { maxLength: 120 }), fc.array(event, { maxLength: 20 }), (events, more) => {
      const found = findOverreach(events, NONE);
      assert.deepEqual(findOverreach([...events].reverse(), NONE), found);
      const later = findOverreach([...events, ...more], NONE);
      assert.ok((later?.tied.values ?? 0) >= (found?.tied.values ?? 0));
    }),
  );
});
