import type { EventOf } from "@/lib/domain/event";
import type { SourceRecord } from "@/lib/domain/source-record";
import type { Decoding } from "./decoding";
import { clearKeys, traceparentKeys } from "./found-keys";
import { isJsonObject, type JsonObject, property } from "./json-path";
import { toOccurredEvent } from "./occurred-event";
import { headerText } from "./record-header";
import { Unreadable } from "./unreadable";

const TYPE_FIELDS = ["type", "eventType", "messageType"];
const TIME_FIELDS = ["time", "timestamp", "occurredAt"];
const PRODUCER_FIELDS = ["source", "producer", "sender"];
const NO_ENDS: ReadonlySet<string> = new Set();

/** Text that means to be a point in time; "soon" or "10:30" in a field that we only guessed at is not one. */
const LIKE_A_TIME = /^[+-]?\d{4,}(?:-\d\d-\d\d|$)/;

/**
 * Any JSON object. What its rule declares counts; what it does not declare is looked for under common names. A record
 * that names no type anywhere is an event named after its topic. A bare `id` is nobody's event id: in most events it
 * identifies the thing that they are about, and would make its second event a repetition of the first.
 */
export function decodeJsonEvent(decoding: Decoding, value: unknown): EventOf<"activity.occurred"> {
  if (!isJsonObject(value)) throw new Unreadable(`The value is ${kindOf(value)}, not a JSON object.`);
  const { record, compiled } = decoding;
  return toOccurredEvent(decoding, {
    root: value,
    type: compiled.type === null ? automaticType(value, record) : undefined,
    time: compiled.time === null ? automaticTime(value) : undefined,
    producer: firstText(value, PRODUCER_FIELDS),
    id: property(value, "eventId"),
    automaticKeys: compiled.keys.length > 0 ? [] : automaticKeys(value, record),
    ends: NO_ENDS,
    part: 0,
  });
}

/** A record without a value, under a rule that makes it an event: only its key and its headers say what it is about. */
export function decodeDeletion(decoding: Decoding, type: string): EventOf<"activity.occurred"> {
  const { record, compiled } = decoding;
  return toOccurredEvent(decoding, {
    root: {},
    type,
    time: undefined,
    producer: undefined,
    id: undefined,
    automaticKeys: compiled.keys.length > 0 ? [] : automaticKeys({}, record),
    ends: NO_ENDS,
    part: 0,
  });
}

function automaticType(value: JsonObject, record: SourceRecord): string {
  const header = () => headerText(record, "type") || headerText(record, "eventType");
  return firstText(value, TYPE_FIELDS) ?? (header() || record.topic);
}

function automaticTime(value: JsonObject): unknown {
  for (const name of TIME_FIELDS) {
    const field = property(value, name);
    if (typeof field === "number" || (typeof field === "string" && LIKE_A_TIME.test(field))) return field;
  }
  return undefined;
}

function automaticKeys(value: JsonObject, record: SourceRecord) {
  const parts = [value, property(value, "data"), property(value, "payload")];
  return [...clearKeys(parts), ...traceparentKeys(headerText(record, "traceparent"))];
}

function firstText(value: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const field = property(value, name);
    if (typeof field === "string" && field.trim() !== "") return field;
  }
  return undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return "JSON null";
  return Array.isArray(value) ? "a JSON array" : `a JSON ${typeof value}`;
}
