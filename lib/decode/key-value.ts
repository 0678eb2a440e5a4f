import { boundedText } from "./clean-text";

const MAX_KEY_VALUE_LENGTH = 512;

/** What senders write when they have no value. As keys these would tie thousands of cases into one. */
const PLACEHOLDERS = new Set([
  "",
  "0",
  "-1",
  "-",
  "null",
  "nil",
  "none",
  "undefined",
  "unknown",
  "nan",
  "n/a",
  "infinity",
  "-infinity",
  "00000000-0000-0000-0000-000000000000",
  "00000000000000000000000000000000",
]);
const LONGEST_PLACEHOLDER = 36;

/** The text of a correlation key's value, or null where there is none: 42 and "42" are the same, objects are none. */
export function toKeyValue(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value);
  if (text.length <= LONGEST_PLACEHOLDER + 2 && PLACEHOLDERS.has(text.trim().toLowerCase())) return null;
  return text.trim() === "" ? null : boundedText(text, MAX_KEY_VALUE_LENGTH);
}
