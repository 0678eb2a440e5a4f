import type { Silence } from "./alert-rule";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export function isSilenced(silences: readonly Silence[], at: number): boolean {
  return silences.some((silence) => isWithin(silence, at));
}

function isWithin({ from, to, weekdays, dayFrom, dayTo, timeZone }: Silence, at: number): boolean {
  if (from !== null && at < Date.parse(from)) return false;
  if (to !== null && at >= Date.parse(to)) return false;
  const { weekday, time } = localTime(at, timeZone);
  if (dayFrom === null || dayTo === null) return isOn(weekdays, weekday);
  if (dayFrom < dayTo) return isOn(weekdays, weekday) && time >= dayFrom && time < dayTo;
  // Over midnight: the night belongs to the day on which it begins.
  return (isOn(weekdays, weekday) && time >= dayFrom) || (isOn(weekdays, dayBefore(weekday)) && time < dayTo);
}

const isOn = (weekdays: readonly number[], weekday: number) => weekdays.length === 0 || weekdays.includes(weekday);
const dayBefore = (weekday: number) => (weekday === 1 ? 7 : weekday - 1);

function localTime(at: number, timeZone: string): { readonly weekday: number; readonly time: string } {
  const format = { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const parts = new Intl.DateTimeFormat("en-US", format).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return { weekday: DAYS.indexOf(part("weekday")) + 1, time: `${part("hour")}:${part("minute")}` };
}
