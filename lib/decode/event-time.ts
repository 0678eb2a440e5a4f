import { boundedText } from "./clean-text";
import { Unreadable } from "./unreadable";

const LAST_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const EPOCH = /^-?\d{1,20}(?:\.\d{1,20})?$/;
const ISO =
  /^([+-]?\d{4,6})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,20}))?)? ?([Zz]|[+-]\d\d(?::?\d\d)?)?(?:\[[\w/+-]{1,64}\])?)?$/;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** No epoch milliseconds of this century are smaller, and no epoch seconds larger. */
const FIRST_MILLISECONDS = 100_000_000_000;

/**
 * When an event happened, as milliseconds. Senders write ISO text with any number of decimals and `Z`, `+0000` or
 * `+00:00` (none: UTC), or a number: epoch milliseconds, or epoch seconds where it has decimals, as Java's `Instant` is
 * written by default. No time means the time of the log. A time that does not exist, or that no typed column would take
 * (years 1970 to 9999), makes the record undecodable: any other place in its case would be a guess.
 */
export function toEventTime(value: unknown, recordedAt: number): number {
  if (value === undefined || value === null || value === "") return recordedAt;
  if (typeof value === "number") return withinYears(fromEpoch(value), value);
  if (typeof value !== "string") throw new Unreadable("Its time is neither text nor a number.");
  const plain = fromPlainIso(value);
  if (plain !== null) return plain;
  const text = value.trim();
  return withinYears(EPOCH.test(text) ? fromEpoch(Number(text)) : fromIso(text), value);
}

/** For times that place nothing, as the log's own, which need not be sane: pulled to the nearest that can be stored. */
export function toStorableTime(timestamp: number): number {
  return timestamp >= 0 ? Math.min(Math.trunc(timestamp), LAST_TIME) : 0;
}

function withinYears(time: number, value: unknown): number {
  if (Number.isNaN(time)) throw new Unreadable(`Its time ${quoted(value)} does not exist, or is not written as one.`);
  if (time >= 0 && time <= LAST_TIME) return time;
  throw new Unreadable(`Its time ${quoted(value)} is not within the years 1970 to 9999.`);
}

function fromEpoch(value: number): number {
  const isSeconds = !Number.isInteger(value) && Math.abs(value) < FIRST_MILLISECONDS;
  return Math.floor(isSeconds ? value * 1000 : value);
}

/** `2026-11-23T12:00:00.000Z`, as nearly everybody writes it, at a tenth of the expression's cost. Null: any other form. */
function fromPlainIso(text: string): number | null {
  if (text.length !== 24 || !isPlainIso(text)) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const [hours, minutes, seconds] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  const isTime = hours < 24 && minutes < 60 && seconds < 60;
  if (!isTime || year < 1970 || day < 1 || day > daysOf(year, month)) return null;
  return Date.UTC(year, month - 1, day, hours, minutes, seconds, digits(text, 20, 23));
}

const PLAIN_ISO = "dddd-dd-ddTdd:dd:dd.dddZ";

function isPlainIso(text: string): boolean {
  for (let index = 0; index < PLAIN_ISO.length; index += 1) {
    const code = text.charCodeAt(index);
    const isDigit = code >= 0x30 && code <= 0x39;
    if (isDigit ? PLAIN_ISO[index] !== "d" : code !== PLAIN_ISO.charCodeAt(index)) return false;
  }
  return true;
}

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let index = from; index < to; index += 1) number = number * 10 + text.charCodeAt(index) - 0x30;
  return number;
}

function fromIso(text: string): number {
  const match = ISO.exec(text);
  if (match === null) return Number.NaN;
  const [, yearText = "", monthText, dayText, hours = "0", minutes = "0", seconds = "0", fraction = "", zone] = match;
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayText)];
  const isDay = day >= 1 && day <= daysOf(year, month);
  // A minute may have a second 60: leap seconds are real.
  const isTime = Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) <= 60;
  if (!isDay || !isTime) return Number.NaN;
  // Date.UTC takes 0 to 99 for 1900 to 1999, and does not know years past 275760.
  if (year < 1969 || year > 10_000) return year < 1969 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0"));
  return Date.UTC(year, month - 1, day, Number(hours), Number(minutes), Number(seconds), milliseconds) - offsetOf(zone);
}

function daysOf(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && !isLeapYear ? 28 : (DAYS[month - 1] ?? 0);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone.length === 1) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.length > 3 ? zone.slice(-2) : 0);
  return (zone.startsWith("-") ? -1 : 1) * minutes * 60_000;
}

function quoted(value: unknown): string {
  return `"${boundedText(String(value), 64)}"`;
}
