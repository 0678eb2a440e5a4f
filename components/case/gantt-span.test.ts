import assert from "node:assert/strict";
import { test } from "node:test";
import { axisTicks } from "./gantt-axis";
import { moveSpan, parseSpan, spanAround, spanText, zoomSpan } from "./gantt-span";

const whole = { from: 1_000, to: 11_000 };

test("a stretch of time in a link is read as it was written, and nonsense is none", () => {
  const span = { from: Date.UTC(2026, 0, 5, 14), to: Date.UTC(2026, 0, 5, 15) };

  assert.deepEqual(parseSpan(spanText(span)), span);
  for (const text of ["", "..", "x..y", "2026-01-05T15:00:00Z..2026-01-05T14:00:00Z", `${spanText(span)}..1`]) {
    assert.equal(parseSpan(text), null, text);
  }
});

test("zooming in and moving stay within the case, zooming out ends with all of it", () => {
  assert.deepEqual(zoomSpan(whole, 0.5, whole), { from: 3_500, to: 8_500 });
  assert.deepEqual(moveSpan({ from: 3_500, to: 8_500 }, 1, whole), { from: 6_000, to: 11_000 });
  assert.equal(zoomSpan({ from: 3_500, to: 8_500 }, 2, whole), null);
  assert.deepEqual(zoomSpan({ from: 5_000, to: 5_004 }, 0.5, whole), { from: 5_000, to: 5_004 });
});

test("an instant that nothing lasted in is shown with room around it", () => {
  assert.deepEqual(spanAround({ from: 2_000, to: 2_000 }, whole), { from: 1_996, to: 2_004 });
});

test("ticks are round instants of the zone that is shown", () => {
  const from = Date.UTC(2026, 0, 5, 10, 0, 7);

  const utc = axisTicks({ from, to: from + 60_000 }, 6, 0);
  const ahead = axisTicks({ from: Date.UTC(2026, 0, 5), to: Date.UTC(2026, 0, 8) }, 6, 3_600_000);

  assert.deepEqual(
    utc.map(({ text }) => text),
    ["10:00:10", "10:00:20", "10:00:30", "10:00:40", "10:00:50", "10:01:00"],
  );
  assert.equal(new Date(ahead.find(({ text }) => text === "00:00")?.at ?? 0).getUTCHours(), 23);
  assert.ok(axisTicks({ from, to: from + 3 }, 6, 0).length <= 6);
});
