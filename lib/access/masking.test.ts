import assert from "node:assert/strict";
import { test } from "node:test";
import { Masking } from "./masking";

const rules = [
  { path: "$.data.customer", visibleFrom: "operator" },
  { path: "header:Authorization", visibleFrom: "admin" },
  { path: "variable:card", visibleFrom: "operator" },
] as const;
const payload = '{"data":{"orderId":"42","customer":{"name":"Jim"}}}';

test("a viewer sees the order but not the customer, an operator sees both", () => {
  assert.equal(new Masking(rules, "viewer").payload(payload).value, '{"data":{"orderId":"42","customer":"•••"}}');
  assert.deepEqual(new Masking(rules, "operator").payload(payload), { value: payload, isMasked: false });
});

test("a payload that cannot be looked into is hidden as a whole", () => {
  assert.deepEqual(new Masking(rules, "viewer").payload('{"data":{"custom'), { value: "•••", isMasked: true });
});

test("items of a list are masked one by one", () => {
  const masking = new Masking([{ path: "$.items.price", visibleFrom: "admin" }], "operator");

  assert.equal(
    masking.payload('{"items":[{"price":1},{"price":2}]}').value,
    '{"items":[{"price":"•••"},{"price":"•••"}]}',
  );
});

test("header names are compared without case, variables as they are", () => {
  const masking = new Masking(rules, "analyst");

  assert.equal(masking.header("authorization", "secret").value, "•••");
  assert.equal(masking.variable("card", '"4111"').value, '"•••"');
  assert.equal(masking.variable("Card", '"4111"').isMasked, false);
});

test("without rules everything is as it came, JSON or not", () => {
  assert.deepEqual(new Masking([], "viewer").payload("<xml/>"), { value: "<xml/>", isMasked: false });
});
