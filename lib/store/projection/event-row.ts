import type { Activity } from "@/lib/domain/activity";
import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { Event } from "@/lib/domain/event";
import { toEventId, toSourceName, toStreamName } from "@/lib/domain/identifiers";
import type { DefinitionIdentity } from "@/lib/domain/process-definition";
import type { SourceRecord } from "@/lib/domain/source-record";
import { type StoredHeader, toStoredHeaders } from "./headers";

/** The raw value is kept up to here; a longer one is cut and a header says how many bytes there were. */
export const VALUE_BYTES_MAX = 1024 * 1024;
export const VALUE_BYTES_HEADER = "throughline-value-bytes";

/** An event where it is stored: under its home case, at the place of its record in our stream. */
export type StoredEvent = {
  readonly caseId: string;
  readonly streamId: number;
  readonly position: number;
  readonly event: Event;
  readonly record: SourceRecord;
};

/** What is read back to fold a case anew. */
export type TraceRow = {
  readonly case_id: string;
  /** Milliseconds since the epoch, made by PostgreSQL: parsing the text of a time costs more than all else of a row. */
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly order_position: number;
  readonly part: number;
  readonly activity_id: number | null;
  readonly definition_id: number | null;
  readonly kind: string;
  readonly event_id: string;
  readonly order_source: string;
  readonly order_stream: string;
  readonly process: string | null;
  readonly keys: string;
  readonly detail: string;
};

/** The columns of a trace's row; who selects them has `event` in its from clause, under that name. */
export const TRACE_COLUMNS = `(extract(epoch from event.occurred_at) * 1000)::bigint as occurred_at,
  (extract(epoch from event.recorded_at) * 1000)::bigint as recorded_at, event.order_position, event.part, event.activity_id,
  event.definition_id, event.kind, event.event_id, event.order_source, event.order_stream, event.process, event.keys, event.detail`;

export type Words = {
  readonly activity: (activityId: number) => Activity;
  readonly definition: (definitionId: number) => DefinitionIdentity;
};

const ENVELOPE = new Set(["occurredAt", "source", "stream", "position", "part", "id", "recordedAt", "process", "keys"]);
/** Kept in columns of their own; a definition's XML is kept once, with the definition. */
const OWN_COLUMNS = new Set(["kind", "activity", "definition", "bpmnXml"]);

/** The fields of the event's kind that have no column, as JSON text. */
export function toDetail(event: Event): string {
  if (event.kind === "activity.occurred") return event.ends ? '{"ends":true}' : '{"ends":false}';
  const detail: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(event)) {
    if (!ENVELOPE.has(name) && !OWN_COLUMNS.has(name)) detail[name] = value;
  }
  return JSON.stringify(detail);
}

export function toStoredKeys(keys: readonly CorrelationKey[]): string {
  let json = "[";
  for (const { scope, name, value, role, priority } of keys) {
    if (json.length > 1) json += ",";
    json += `{"scope":${quoted(scope)},"name":${quoted(name)},"value":${quoted(value)},"role":"${role}","priority":${priority}}`;
  }
  return `${json}]`;
}

/** As JSON.stringify, which costs five times as much to find out that there is nothing to escape. */
function quoted(text: string): string {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return JSON.stringify(text);
  }
  return `"${text}"`;
}

export function toHeaderText(record: SourceRecord): string | null {
  const headers: StoredHeader[] = [...toStoredHeaders(record.headers)];
  const bytes = record.value?.length ?? 0;
  if (bytes > VALUE_BYTES_MAX) headers.push({ name: VALUE_BYTES_HEADER, value: String(bytes) });
  return headers.length === 0 ? null : JSON.stringify(headers);
}

export function toStoredValue(value: Uint8Array | null): Uint8Array | null {
  return value === null || value.length <= VALUE_BYTES_MAX ? value : value.subarray(0, VALUE_BYTES_MAX);
}

/**
 * The event that a row holds. The row was written by `toDetail` and nothing else writes the table, so its shape is
 * trusted and not parsed again: folding a long case anew reads thousands.
 */
export function toEvent(row: TraceRow, words: Words): Event {
  return {
    occurredAt: row.occurred_at,
    source: toSourceName(row.order_source),
    stream: toStreamName(row.order_stream),
    position: row.order_position,
    part: row.part,
    id: toEventId(row.event_id),
    recordedAt: row.recorded_at,
    process: row.process,
    keys: JSON.parse(row.keys) as readonly CorrelationKey[],
    kind: row.kind,
    ...(JSON.parse(row.detail) as object),
    ...(row.activity_id === null ? {} : { activity: words.activity(row.activity_id) }),
    ...(row.definition_id === null ? {} : { definition: words.definition(row.definition_id) }),
  } as unknown as Event;
}
