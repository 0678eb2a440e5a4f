type Snooze = { readonly label: string; readonly untilOf: (now: Date) => Date };

const HOUR_MS = 3_600_000;
const MORNING_HOUR = 9;

const inHours = (hours: number) => (now: Date) => new Date(now.getTime() + hours * HOUR_MS);

/** So many days on, in the morning of whoever looks. */
const inDays = (days: number) => (now: Date) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING_HOUR);

export const SNOOZES: readonly Snooze[] = [
  { label: "For an hour", untilOf: inHours(1) },
  { label: "For four hours", untilOf: inHours(4) },
  { label: "Until tomorrow, 9:00", untilOf: inDays(1) },
  { label: "For a week", untilOf: inDays(7) },
];
