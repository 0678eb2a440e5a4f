import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toEventTime, toStorableTime } from "./event-time";
import { Unreadable } from "./unreadable";

const NOON = Date.UTC(2026, 10, 22, 12, 0, 0);
const LOGGED = 5;

test("a time is the same instant in each way that senders write it", () => {
  const spellings = [
    "2026-11-22T12:00:00Z",
    "2026-11-22t12:00z",
    "2026-11-22 12:00:00.000",
    "2026-11-22T12:00:00.000000999Z",
    "2026-11-22T12:00:00,0Z",
    "2026-11-22T13:00:00.000+0100",
    "2026-11-22T13:30:00.000+01:30",
    "2026-11-22T11:00:00-01",
    "2026-11-22T13:00:00+01:00[Europe/Berlin]",
    NOON,
    String(NOON),
    NOON / 1000 + 0.0001,
  ];

  for (const spelling of spellings) assert.equal(toEventTime(spelling, LOGGED), NOON, String(spelling));
});

test("without a time, the time of the log counts", () => {
  for (const none of [undefined, null, ""]) assert.equal(toEventTime(none, LOGGED), LOGGED);
});

test("nanoseconds are cut, never rounded into the next millisecond", () => {
  assert.equal(toEventTime("2026-11-22T12:00:00.999999999Z", LOGGED), NOON + 999);
});

test("a day that does not exist is refused, a leap day is not", () => {
  assert.equal(toEventTime("2028-02-29", LOGGED), Date.UTC(2028, 1, 29));
  for (const time of [
    "2026-02-30",
    "2026-02-29T00:00:00Z",
    "1900-02-29",
    "2026-13-01",
    "2026-04-31",
    "2026-01-01T24:00Z",
  ]) {
    assert.throws(() => toEventTime(time, LOGGED), /does not exist|1970/, time);
  }
});

test("a time out of the years 1970 to 9999 is refused in clear words", () => {
  const times = [
    "+50000-01-01T00:00:00Z",
    "50000-01-01",
    "0099-01-01",
    "-2026-01-01",
    1.6e15,
    -1,
    Number.POSITIVE_INFINITY,
    "99999999999999999999",
  ];

  for (const time of times)
    assert.throws(() => toEventTime(time, LOGGED), /not within the years 1970 to 9999/, String(time));
});

test("what is no time at all is refused", () => {
  for (const time of ["soon", "22.11.2026", {}, [], true, "2026-11-22T12:00:00+99:99x"]) {
    assert.throws(() => toEventTime(time, LOGGED), Unreadable);
  }
});

test("each instant of the years 1970 to 9999 survives being written", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true }),
      (date) => {
        assert.equal(toEventTime(date.toISOString(), LOGGED), date.getTime());
      },
    ),
  );
});

test("an insane time of the log is pulled to one that can be stored", () => {
  assert.equal(toStorableTime(-1), 0);
  assert.equal(toStorableTime(Number.NaN), 0);
  assert.equal(toStorableTime(1.5), 1);
  assert.equal(new Date(toStorableTime(Number.POSITIVE_INFINITY)).toISOString(), "9999-12-31T23:59:59.999Z");
});
