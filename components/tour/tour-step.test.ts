import assert from "node:assert/strict";
import { test } from "node:test";
import { toHref } from "./tour-step";
import { tourOf } from "./tours";

test("a step leads to the order that was placed in the tour, and nowhere before", () => {
  assert.equal(toHref("/cases/orderId:{order}", null), null);
  assert.equal(toHref("/cases/orderId:{order}", "a/b"), "/cases/orderId:a%2Fb");
  assert.equal(toHref("/map", null), "/map");
});

const LANDSCAPES = [
  "retail",
  "retail-choreographed",
  "retail-both",
  "retail-mixed",
  "trip",
  "trip-choreographed",
  "transfer-limit",
  "recorded",
];

test("no step leads to an order that nothing in its tour places", () => {
  for (const landscape of LANDSCAPES) {
    const tour = tourOf(landscape);
    assert.ok(tour, landscape);
    let isPlaced = false;
    for (const { act, look } of tour) {
      isPlaced ||= act?.kind === "order";
      assert.ok(isPlaced || toHref(look.href, null) !== null, `${landscape}: ${look.href}`);
    }
  }
});
