import { type SourceName, toStreamName } from "@/lib/domain/identifiers";
import type { RecordHeader, SourceRecord } from "@/lib/domain/source-record";
import { isJsonObject, type JsonObject } from "./json-path";
import { parseJson } from "./parse-json";
import { Unreadable } from "./unreadable";

/** What became of one line of a recording. */
export type RecordedLine =
  | { readonly outcome: "record"; readonly record: SourceRecord }
  | { readonly outcome: "blank" }
  | { readonly outcome: "rejected"; readonly why: string };

export type LinePlace = {
  /** The name of the import, which is a source. */
  readonly source: SourceName;
  /** Counted from 1. */
  readonly lineNumber: number;
  /** Milliseconds since the epoch: stands in where a line has no time of a log. */
  readonly importedAt: number;
};

const utf8 = new TextEncoder();
const MAX_TOPIC_LENGTH = 249;

/**
 * One line of a JSONL file as the record that it was: a Kafka record with its topic, partition, offset, timestamp, key,
 * headers and value, or a CloudEvent, for which the file is the log and the line its position.
 */
export function parseRecordedLine(line: string, place: LinePlace): RecordedLine {
  if (line.trim() === "") return { outcome: "blank" };
  try {
    return { outcome: "record", record: toRecord(line, place) };
  } catch (error) {
    if (error instanceof Unreadable) return { outcome: "rejected", why: `Line ${place.lineNumber}: ${error.message}` };
    throw error;
  }
}

function toRecord(line: string, place: LinePlace): SourceRecord {
  const value = parseJson(line);
  if (!isJsonObject(value)) throw new Unreadable("The line is JSON, but not an object.");
  const has = (name: string) => Object.hasOwn(value, name);
  if (has("topic") && has("offset")) return toKafkaRecord(value, place.source);
  if (has("specversion")) return toCloudEventRecord(line, place);
  throw new Unreadable("It is neither a Kafka record (topic, partition, offset, …) nor a CloudEvent (specversion, …).");
}

function toCloudEventRecord(line: string, { source, lineNumber, importedAt }: LinePlace): SourceRecord {
  return {
    source,
    stream: toStreamName(`${source}/lines`),
    position: lineNumber,
    topic: source,
    recordedAt: importedAt,
    key: null,
    headers: [],
    value: utf8.encode(line),
  };
}

function toKafkaRecord(line: JsonObject, source: SourceName): SourceRecord {
  const topic = line["topic"];
  if (typeof topic !== "string" || !/^[\w.-]+$/.test(topic) || topic.length > MAX_TOPIC_LENGTH) {
    throw new Unreadable("Its topic is not the name of a Kafka topic.");
  }
  return {
    source,
    stream: toStreamName(`${topic}/${toCount(line, "partition")}`),
    position: toCount(line, "offset"),
    topic,
    recordedAt: toTimestamp(line["timestamp"]),
    key: toBytes(line, "key"),
    headers: toHeaders(line["headers"]),
    value: toBytes(line, "value"),
  };
}

/** Recorders write offsets as text, because they are 64 bits wide. */
function toCount(line: JsonObject, name: string): number {
  const field = line[name];
  const count = typeof field === "string" && /^\d{1,16}$/.test(field) ? Number(field) : field;
  if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return count;
  throw new Unreadable(`Its ${name} is not a number from 0 to 9007199254740991.`);
}

function toTimestamp(field: unknown): number {
  const timestamp = typeof field === "string" && /^-?\d{1,20}$/.test(field) ? Number(field) : field;
  if (typeof timestamp === "number") return timestamp;
  throw new Unreadable("Its timestamp is missing, or not a number of milliseconds.");
}

/** A value that the recorder has already taken apart is put together again. */
function toBytes(line: JsonObject, name: string): Uint8Array | null {
  const field = line[name] ?? null;
  if (field === null) return null;
  return utf8.encode(typeof field === "string" ? field : toJson(field, name));
}

function toJson(value: unknown, name: string): string {
  try {
    return JSON.stringify(value);
  } catch {
    throw new Unreadable(`Its ${name} is nested too deeply.`);
  }
}

function toHeaders(headers: unknown): readonly RecordHeader[] {
  if (headers === undefined || headers === null) return [];
  if (!isJsonObject(headers)) throw new Unreadable("Its headers are not an object of name and text.");
  return Object.keys(headers).flatMap((name) => {
    const values = headers[name];
    const texts = Array.isArray(values) ? values : [values];
    return texts.filter((text) => text !== null).map((text) => ({ name, value: utf8.encode(toHeaderText(text)) }));
  });
}

function toHeaderText(value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Unreadable("One of its headers is not text.");
}
