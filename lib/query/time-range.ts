import { Failure } from "@/lib/domain/failure";

export type TimeRange = { readonly from: number | null; readonly to: number | null };

const HOUR_MS = 3_600_000;
const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: HOUR_MS,
  d: 24 * HOUR_MS,
  w: 7 * 24 * HOUR_MS,
};

type Bounds = { readonly from?: string | undefined; readonly to?: string | undefined };

/** `from` ≤ time < `to`, milliseconds since the epoch; null is unbounded. Relative bounds count from `now`. */
export function toTimeRange({ from, to }: Bounds, now: number): TimeRange {
  const range = { from: toInstant("from", from, now), to: toInstant("to", to, now) };
  if (range.from !== null && range.to !== null && range.from >= range.to) {
    const problems = [{ pointer: "/to", detail: "must be after from" }];
    throw new Failure("bad-request", "The time range is empty: `to` must be after `from`.", { problems });
  }
  return range;
}

/** The range as the database takes it. */
export function toDateRange(bounds: Bounds, now: number): { readonly from: Date | null; readonly to: Date | null } {
  const { from, to } = toTimeRange(bounds, now);
  return { from: from === null ? null : new Date(from), to: to === null ? null : new Date(to) };
}

/** The whole hours that touch a range: rollups know no less. */
export function toHours({ from, to }: TimeRange): { readonly from: Date | null; readonly to: Date | null } {
  return {
    from: from === null ? null : new Date(Math.floor(from / HOUR_MS) * HOUR_MS),
    to: to === null ? null : new Date(Math.ceil(to / HOUR_MS) * HOUR_MS),
  };
}

/** Whether an hour, given by its start, touches the range. */
export function isWithinHours(range: TimeRange): (hour: number) => boolean {
  const { from, to } = toHours(range);
  return (hour) => (from === null || hour >= from.getTime()) && (to === null || hour < to.getTime());
}

function toInstant(name: string, text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  if (text === "now") return now;
  const relative = /^now-(\d+)([smhdw])$/.exec(text);
  if (relative) return now - Number(relative[1]) * (UNITS_MS[relative[2] ?? ""] ?? 0);
  const instant = Date.parse(text);
  if (Number.isFinite(instant) && isCalendarDate(text)) return instant;
  const problems = [{ pointer: `/${name}`, detail: "there is no such instant" }];
  throw new Failure("bad-request", `"${text}" is no instant of the calendar.`, { problems });
}

/** `Date.parse` takes the 30th of February for the 2nd of March. */
function isCalendarDate(text: string): boolean {
  const date = text.slice(0, 10);
  return new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) === date;
}
