import type { EventOf } from "@/lib/domain/event";
import type { SourceRecord } from "@/lib/domain/source-record";
import type { Decoding } from "./decoding";
import { clearKeys, traceparentKeys } from "./found-keys";
import { isJsonObject, type JsonObject, property } from "./json-path";
import { toOccurredEvent } from "./occurred-event";
import { jsonOf, parseJson, toText } from "./parse-json";
import { headerText } from "./record-header";
import { Unreadable } from "./unreadable";

type OccurredEvent = EventOf<"activity.occurred">;

/** `ce_` in Kafka's binding, `ce-` in HTTP's, where some bridges leave it. */
const ATTRIBUTE_HEADER = /^ce[_-](.+)$/i;
const JSON_CONTENT = /^(?:application|text)\/(?:[\w.-]+\+)?json\b/i;
const NO_ENDS: ReadonlySet<string> = new Set();

export function isStructuredCloudEvent(value: unknown): value is JsonObject {
  return typeof property(value, "specversion") === "string";
}

export function isCloudEventBatch(value: unknown): boolean {
  return Array.isArray(value) && value.some(isStructuredCloudEvent);
}

/** In binary mode the attributes are headers, and the value is the bare data. */
export function isBinaryCloudEvent(record: SourceRecord): boolean {
  return record.headers.some(({ name }) => name === "ce_specversion" || /^ce[_-]specversion$/i.test(name));
}

/** One event, or a batch of them in an array: either all of a record is decoded or nothing. */
export function decodeStructuredCloudEvents(decoding: Decoding, value: unknown): readonly OccurredEvent[] {
  if (!Array.isArray(value)) return [decodeOne(decoding, value, 0)];
  return value.map((item, index) => {
    try {
      return decodeOne(decoding, item, index);
    } catch (error) {
      if (error instanceof Unreadable) throw new Unreadable(`Event ${index + 1} of ${value.length}: ${error.message}`);
      throw error;
    }
  });
}

export function decodeBinaryCloudEvent(decoding: Decoding): OccurredEvent {
  const { record } = decoding;
  const attributes: [string, unknown][] = [];
  for (const { name } of record.headers) {
    const attribute = ATTRIBUTE_HEADER.exec(name)?.[1];
    if (attribute !== undefined) attributes.push([attribute.toLowerCase(), headerText(record, name)]);
  }
  // Not assigned one by one: an attribute may be called __proto__.
  return decodeOne(decoding, { ...Object.fromEntries(attributes), data: binaryData(record) }, 0);
}

function decodeOne(decoding: Decoding, value: unknown, part: number): OccurredEvent {
  if (!isJsonObject(value)) throw new Unreadable("The value is JSON, but not a CloudEvent.");
  const data = property(value, "data");
  return toOccurredEvent(decoding, {
    root: value,
    type: required(value, "type"),
    time: property(value, "time"),
    producer: required(value, "source"),
    id: required(value, "id"),
    automaticKeys: decoding.compiled.keys.length > 0 ? [] : automaticKeys(value, data),
    ends: NO_ENDS,
    part,
  });
}

function automaticKeys(value: JsonObject, data: unknown) {
  return [...clearKeys([value, data]), ...traceparentKeys(property(value, "traceparent"))];
}

function required(value: JsonObject, name: string): string {
  const attribute = property(value, name);
  if (typeof attribute === "string" && attribute !== "") return attribute;
  throw new Unreadable(`It is a CloudEvent without ${name}, which every CloudEvent must have.`);
}

/** Data that says it is JSON must be; data that says nothing may be. Anything else is the receiver's business. */
function binaryData(record: SourceRecord): unknown {
  const { value } = record;
  if (value === null || value.length === 0) return undefined;
  if (record.readable !== undefined) return parseJson(jsonOf(record, value));
  const contentType = headerText(record, "content-type") ?? headerText(record, "ce_datacontenttype");
  if (contentType !== undefined) return JSON_CONTENT.test(contentType) ? parseJson(toText(value)) : undefined;
  try {
    return parseJson(toText(value));
  } catch {
    return undefined;
  }
}
