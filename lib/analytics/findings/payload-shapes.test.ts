import assert from "node:assert/strict";
import { test } from "node:test";
import { PayloadShapes } from "./payload-shapes";

function look(payloads: readonly { readonly producer?: string; readonly payload: unknown }[]) {
  const shapes = new PayloadShapes();
  return payloads.flatMap(({ producer = "Payment", payload }, index) => {
    const text = typeof payload === "string" ? payload : JSON.stringify(payload);
    const found = shapes.add({
      caseId: `c${index}`,
      eventId: `e${index}`,
      topic: "orders",
      type: "Paid",
      producer,
      payload: text,
    });
    return found === null ? [] : [found];
  });
}

const many = (producer: string, payload: unknown) => Array.from({ length: 25 }, () => ({ producer, payload }));

test("a field that is a number here and a text there is told, with both records", () => {
  const [found] = look([{ payload: { data: { amount: 5 } } }, { payload: { data: { amount: "5" } } }]);

  assert.equal(found?.detail, "Paid on orders has $.data.amount as string here and as number elsewhere.");
  assert.deepEqual(found?.evidence, ["e1", "e0"]);
});

test("fields that are absent or null at times are no other shape", () => {
  assert.deepEqual(
    look([{ payload: { a: 1, b: null } }, { payload: { a: 2, b: "x" } }, { payload: { b: "y", c: [] } }]),
    [],
  );
});

test("two producers that each always send what the other never sends are told", () => {
  const [found] = look([...many("Payment", { refId: "1" }), ...many("Choreography", { orderId: "1" })]);

  assert.match(found?.detail ?? "", /Choreography always sends \$\.orderId and never \$\.refId, Payment the opposite/);
  assert.deepEqual(look([...many("Payment", { refId: "1" }), ...many("Choreography", { refId: "1", more: 1 })]), []);
});

test("what is no JSON object, or names fields to hurt, is taken as it is", () => {
  assert.deepEqual(
    look([
      { payload: "<xml/>" },
      { payload: "[1]" },
      { payload: '{"__proto__":{"a":1}}' },
      { payload: '{"__proto__":{"a":2}}' },
    ]),
    [],
  );
});
