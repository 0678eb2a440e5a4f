import assert from "node:assert/strict";
import { test } from "node:test";
import { Silence } from "./alert-rule";
import { isSilenced } from "./alert-silence";

const silent = (silence: object, at: string) => isSilenced([Silence.parse(silence)], Date.parse(at));

test("a maintenance window is silent from its beginning and no longer at its end", () => {
  const window = { from: "2026-03-01T10:00:00Z", to: "2026-03-01T12:00:00Z" };

  assert.deepEqual(
    ["2026-03-01T09:59:59Z", "2026-03-01T10:00:00Z", "2026-03-01T11:59:59Z", "2026-03-01T12:00:00Z"].map((at) =>
      silent(window, at),
    ),
    [false, true, true, false],
  );
});

test("hours are those of the time zone, in winter and in summer", () => {
  const office = { dayFrom: "09:00", dayTo: "17:00", timeZone: "Europe/Berlin" };

  assert.equal(silent(office, "2026-01-15T08:00:00Z"), true);
  assert.equal(silent(office, "2026-01-15T07:59:00Z"), false);
  assert.equal(silent(office, "2026-07-15T07:00:00Z"), true);
  assert.equal(silent(office, "2026-07-15T15:00:00Z"), false);
});

test("a night belongs to the day on which it begins", () => {
  const fridayNight = { weekdays: [5], dayFrom: "22:00", dayTo: "06:00" };

  assert.equal(silent(fridayNight, "2026-03-06T23:00:00Z"), true, "Friday");
  assert.equal(silent(fridayNight, "2026-03-07T05:59:00Z"), true, "the morning after it");
  assert.equal(silent(fridayNight, "2026-03-06T05:00:00Z"), false, "the morning before it");
  assert.equal(silent(fridayNight, "2026-03-07T23:00:00Z"), false, "Saturday");
});

test("weekdays alone are whole days", () => {
  const weekend = { weekdays: [6, 7], timeZone: "America/New_York" };

  assert.equal(silent(weekend, "2026-03-09T03:00:00Z"), true, "still Sunday there");
  assert.equal(silent(weekend, "2026-03-09T04:00:00Z"), false);
});

test("a silence that says no time, a time zone that is none and half of an hour range are refused", () => {
  assert.equal(Silence.safeParse({}).success, false);
  assert.equal(Silence.safeParse({ weekdays: [1], timeZone: "Mars/Base" }).success, false);
  assert.equal(Silence.safeParse({ dayFrom: "09:00" }).success, false);
  assert.equal(Silence.safeParse({ from: "2026-03-02T00:00:00Z", to: "2026-03-01T00:00:00Z" }).success, false);
});
