import { isDeepStrictEqual } from "node:util";
import { isDeadLetterHeader, OPERATION_HEADER, REPLAY_OF_HEADER } from "@/lib/domain/dead-letter";
import { Failure } from "@/lib/domain/failure";
import type { RecordHeader, SourceRecord } from "@/lib/domain/source-record";
import type { SchemaRegistryConfiguration } from "@/lib/platform/configuration-schema";
import { encodeValue } from "@/lib/sources/kafka/schema-registry/encode-value";
import { withNewEventId, withNewHeaderId } from "./new-event-id";
import type { PublishRequest, ReplayRequest, TextHeader, WriteMark, WrittenRecord } from "./record-request";

/** A record as it goes out, and what is to be told and kept of it. */
export type OutgoingRecord = {
  readonly topic: string;
  readonly partition: number | null;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly RecordHeader[];
  readonly mark: string;
  /** What else an operator should know of it, sentences. */
  readonly said: readonly string[];
  readonly kept: Pick<WrittenRecord, "replayOf" | "isKeyChanged" | "areHeadersChanged" | "changedValue">;
};

export const markText = ({ operationId, ordinal }: WriteMark): string => `${operationId}/${ordinal}`;

export function toPublished({ topic, key, value, headers, mark }: PublishRequest): OutgoingRecord {
  const text = markText(mark);
  return {
    topic,
    partition: null,
    key: toBytes(key),
    value: toBytes(value),
    headers: [...headers.map(toHeader), toHeader({ name: OPERATION_HEADER, value: text })],
    mark: text,
    said: [],
    kept: { replayOf: null, isKeyChanged: false, areHeadersChanged: false, changedValue: null },
  };
}

/**
 * The dead letter as it once was: the same key, value and headers, without what was added when it was given up, with where it
 * comes from and which operation wrote it. What was edited replaces it; throws a `Failure` for an edit that will not do.
 */
export async function toReplayed(
  letter: SourceRecord,
  { letter: place, targetTopic, targetPartition, edit, mark }: ReplayRequest,
  registry: SchemaRegistryConfiguration | null,
): Promise<OutgoingRecord> {
  const own = letter.headers.filter(({ name }) => !isDeadLetterHeader(name) && !name.startsWith("throughline-"));
  const { value, headers, said } = await edited(letter, { edit, mark, own }, registry);
  const key = edit.key === undefined ? asBuffer(letter.key) : toBytes(edit.key);
  const isKeyChanged = !isSame(key, letter.key);
  const text = markText(mark);
  const origin = `${place.topic}:${place.partition}:${place.offset}`;
  return {
    topic: targetTopic,
    partition: isKeyChanged ? null : targetPartition,
    key,
    value,
    headers: [
      ...headers,
      toHeader({ name: REPLAY_OF_HEADER, value: origin }),
      toHeader({ name: OPERATION_HEADER, value: text }),
    ],
    mark: text,
    said,
    kept: {
      replayOf: place,
      isKeyChanged,
      areHeadersChanged: edit.headers !== undefined && !isDeepStrictEqual(texts(headers), texts(own)),
      changedValue: isSame(value, letter.value) ? null : { before: letter.value, after: value },
    },
  };
}

type Editing = Pick<ReplayRequest, "edit" | "mark"> & { readonly own: readonly RecordHeader[] };
type Edited = Pick<OutgoingRecord, "value" | "headers" | "said">;

async function edited(
  { value: before }: SourceRecord,
  { edit, mark, own }: Editing,
  registry: SchemaRegistryConfiguration | null,
): Promise<Edited> {
  const headers = edit.headers?.map(toHeader) ?? own;
  if (edit.value === undefined) return { value: asBuffer(before), headers, said: [] };
  if (edit.value === null) return { value: null, headers, said: ["its value was taken away: it is a tombstone"] };
  const newId = `${mark.operationId}-${mark.ordinal}`;
  const schemaId = registry === null ? null : schemaIdOf(before);
  if (schemaId !== null && registry !== null) {
    requireJson(edit.value);
    const value = Buffer.from(await encodeValue(registry, schemaId, edit.value));
    return { value, headers, said: [`it was checked against its schema ${schemaId}`] };
  }
  const original = toText(before);
  if (original === null || !isJson(original)) return { value: Buffer.from(edit.value), headers, said: [] };
  requireJson(edit.value);
  const checked = "it was checked to be JSON; no schema is known for it";
  if (original === edit.value) return { value: Buffer.from(edit.value), headers, said: [] };
  const renamed = withNewEventId(original, edit.value, newId);
  const binary = renamed.said === "" ? withNewHeaderId(headers, newId) : { headers, said: "" };
  const id = renamed.said || binary.said || "it has no id that its format calls the event's";
  return { value: Buffer.from(renamed.value), headers: binary.headers, said: [checked, id] };
}

function requireJson(text: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.slice(0, 200) : "";
    throw new Failure("bad-request", `The original's value is JSON, and the edited one is not: ${why}`, { cause });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const FRAME_BYTES = 5;

function schemaIdOf(value: Uint8Array | null): number | null {
  if (value === null || value.length < FRAME_BYTES || value[0] !== 0) return null;
  return Buffer.from(value.subarray(1, FRAME_BYTES)).readInt32BE();
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

function toText(value: Uint8Array | null): string | null {
  try {
    return value === null ? null : strictUtf8.decode(value);
  } catch {
    return null;
  }
}

const toHeader = ({ name, value }: TextHeader): RecordHeader => ({ name, value: Buffer.from(value) });
const toBytes = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text));
const asBuffer = (bytes: Uint8Array | null): Buffer | null => (bytes === null ? null : Buffer.from(bytes));
const texts = (headers: readonly RecordHeader[]) =>
  headers.map(({ name, value }) => [name, Buffer.from(value).toString("base64")]);

function isSame(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return Buffer.compare(a, b) === 0;
}
