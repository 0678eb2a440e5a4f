import type { Transaction } from "../database";
import { CopyBuffer } from "./copy-buffer";
import { copyRows } from "./copy-rows";
import type { Dictionaries } from "./dictionaries";
import { type StoredEvent, toDetail, toHeaderText, toStoredKeys, toStoredValue } from "./event-row";

const COLUMNS = `case_id, position, occurred_at, recorded_at, order_position, stream_id, part, activity_id, definition_id,
  kind, event_id, order_source, order_stream, process, keys, detail, record_key, headers, value`;
const COLUMN_COUNT = 19;

/** Appends events under their home case. The fence has made sure that they are not there yet, so there is no conflict. */
export async function appendEvents(
  tx: Transaction,
  events: readonly StoredEvent[],
  words: Dictionaries,
): Promise<void> {
  if (events.length === 0) return;
  const buffer = new CopyBuffer(expectedSize(events));
  for (const stored of events) writeRow(buffer, stored, words);
  await copyRows(tx, { table: "event", columns: COLUMNS }, buffer);
}

/** What surrounds a record's bytes in a row of events, and what makes a row longer than most. */
const ROW_BYTES = 640;

function expectedSize(events: readonly StoredEvent[]): number {
  let size = 0;
  for (const { record } of events) size += ROW_BYTES + (record.value?.length ?? 0);
  return size;
}

function writeRow(
  to: CopyBuffer,
  { caseId, streamId, position, event, record }: StoredEvent,
  words: Dictionaries,
): void {
  to.row(COLUMN_COUNT);
  to.uuid(caseId);
  to.int8(position);
  to.timestamp(event.occurredAt);
  to.timestamp(event.recordedAt);
  to.int8(event.position);
  to.int4(streamId);
  to.int4(event.part);
  if ("activity" in event) to.int4(words.activityId(event.activity));
  else to.null();
  if ("definition" in event) to.int4(words.definitionId(event.definition));
  else to.null();
  to.text(event.kind);
  to.text(event.id);
  to.text(event.source);
  to.text(event.stream);
  to.textOrNull(event.process);
  to.text(toStoredKeys(event.keys));
  to.text(toDetail(event));
  writeBytes(to, record.key);
  to.textOrNull(toHeaderText(record));
  writeBytes(to, toStoredValue(record.value));
}

function writeBytes(to: CopyBuffer, bytes: Uint8Array | null): void {
  if (bytes === null) to.null();
  else to.blob(bytes);
}
