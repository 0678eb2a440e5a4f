import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "@/lib/domain/failure";
import { readCursor, TimePlace, toCursor, toPage } from "./cursor";

test("a cursor leads back to its place, whatever stands in it", () => {
  const place = [1_795_369_779_136, "Größe · ':%/"] as const;

  assert.deepEqual(readCursor(TimePlace, toCursor(place)), [...place]);
  assert.equal(readCursor(TimePlace, undefined), null);
});

test("a cursor that this list did not give is refused", () => {
  for (const cursor of ["", "nonsense", toCursor(["a", 1]), toCursor([1, "a", 2]), toCursor([1e300, "a"])]) {
    assert.throws(
      () => readCursor(TimePlace, cursor),
      (error) => error instanceof Failure && error.code === "bad-request",
    );
  }
});

test("the item read too many tells that a list goes on, and is not shown", () => {
  const how = { placeOf: (item: number) => [item], show: (item: number) => item };

  assert.deepEqual(toPage([1, 2, 3], 2, how), { items: [1, 2], nextCursor: toCursor([2]) });
  assert.deepEqual(toPage([1, 2], 2, how), { items: [1, 2], nextCursor: null });
  assert.deepEqual(toPage([], 2, how), { items: [], nextCursor: null });
});
