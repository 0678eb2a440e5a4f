import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "@/lib/domain/failure";
import { toHours, toTimeRange } from "./time-range";

const now = Date.parse("2026-11-23T10:30:00Z");

test("a relative range counts from now", () => {
  assert.deepEqual(toTimeRange({ from: "now-15m", to: "now" }, now), { from: now - 900_000, to: now });
  assert.equal(toTimeRange({ from: "now-2w" }, now).from, now - 14 * 86_400_000);
});

test("an absolute range may have an offset", () => {
  assert.equal(toTimeRange({ to: "2026-11-23T11:30:00+01:00" }, now).to, now);
});

test("a day that the calendar does not have, and a range that ends before it begins, are refused", () => {
  for (const bounds of [{ from: "2026-02-30" }, { from: "2026-13-01" }, { from: "now", to: "now-1h" }]) {
    assert.throws(
      () => toTimeRange(bounds, now),
      (error) => error instanceof Failure && error.code === "bad-request",
    );
  }
});

test("rollups answer for the whole hours that a range touches", () => {
  const hours = toHours(toTimeRange({ from: "now-15m", to: "now" }, now));

  assert.deepEqual(hours, { from: new Date("2026-11-23T10:00:00Z"), to: new Date("2026-11-23T11:00:00Z") });
});
