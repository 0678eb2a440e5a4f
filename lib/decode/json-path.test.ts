import assert from "node:assert/strict";
import { test } from "node:test";
import { readPath, toSteps } from "./json-path";

const at = (path: string, value: unknown) => readPath(value, toSteps(path));

test("a path goes through objects and arrays", () => {
  assert.equal(at("$.a.b[1].c", { a: { b: [0, { c: 42 }] } }), 42);
  assert.equal(at("$[0][1]", [[1, 2]]), 2);
  assert.equal(at("$.a-b_c", { "a-b_c": null }), null);
});

test("a path that leads nowhere finds nothing", () => {
  for (const value of [null, 1, "text", [], {}, { a: null }, { a: "b" }]) assert.equal(at("$.a.b", value), undefined);
  assert.equal(at("$.a[0]", { a: { 0: "no array" } }), undefined);
});

test("only the data's own properties are found", () => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    assert.equal(at(`$.${name}`, {}), undefined);
    assert.equal(at(`$.a.${name}`, { a: "text" }), undefined);
  }
  assert.equal(at("$.length", []), undefined);
  assert.equal(at("$.__proto__.orderId", JSON.parse('{"__proto__":{"orderId":"42"}}')), "42");
});
