import { isLosslessNumber, parse, stringify } from "lossless-json";
import type { RecordHeader } from "@/lib/domain/source-record";

const ID_HEADER = "ce_id";

export type Renamed = { readonly value: string; readonly said: string };

/**
 * The edited value with an id of its own, where the original had one that was left as it was: it is another fact now, and
 * who has seen the original's id would not look at it. Only ids that the payload's format calls the event's are changed: of
 * CloudEvents, and of envelopes like them.
 */
export function withNewEventId(original: string, edited: string, newId: string): Renamed {
  const before = idOf(original);
  if (before === null || idOf(edited) !== before) return { value: edited, said: "" };
  const envelope = parse(edited) as Record<string, unknown>;
  return {
    value: stringify({ ...envelope, id: newId }) ?? edited,
    said: `its id (field id) is ${newId}, that of the original was ${before}`,
  };
}

/** The same of a CloudEvent in binary mode, whose id is a header. */
export function withNewHeaderId(headers: readonly RecordHeader[], newId: string) {
  const known = headers.find(({ name }) => name === ID_HEADER);
  if (known === undefined) return { headers, said: "" };
  return {
    headers: headers.map((header) => (header === known ? { ...header, value: Buffer.from(newId) } : header)),
    said: `its id (header ${ID_HEADER}) is ${newId}, that of the original was ${Buffer.from(known.value).toString()}`,
  };
}

function idOf(json: string): string | null {
  const value = parseOrNull(json);
  if (typeof value !== "object" || value === null || Array.isArray(value) || isLosslessNumber(value)) return null;
  if (!Object.hasOwn(value, "specversion") || !Object.hasOwn(value, "id")) return null;
  const { id } = value as { readonly id: unknown };
  return typeof id === "string" && id !== "" ? id : null;
}

function parseOrNull(json: string): unknown {
  try {
    return parse(json);
  } catch {
    return null;
  }
}
