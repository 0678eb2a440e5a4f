import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Transaction } from "../database";
import { CopyBuffer } from "./copy-buffer";
import type { Dictionaries } from "./dictionaries";
import { type StoredEvent, toDetail, toHeaderText, toStoredKeys, toStoredValue } from "./event-row";

const COLUMNS = `case_id, position, occurred_at, recorded_at, order_position, stream_id, part, activity_id, definition_id,
  kind, event_id, order_source, order_stream, process, keys, detail, record_key, headers, value`;
const COLUMN_COUNT = 19;
const COPY = `copy event (${COLUMNS}) from stdin with (format binary)`;

/** Appends events under their home case. The fence has made sure that they are not there yet, so there is no conflict. */
export async function appendEvents(
  tx: Transaction,
  events: readonly StoredEvent[],
  words: Dictionaries,
): Promise<void> {
  if (events.length === 0) return;
  const buffer = new CopyBuffer();
  for (const stored of events) writeRow(buffer, stored, words);
  await pipeline(Readable.from([buffer.finish()]), tx.query(copyFrom(COPY)));
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
  to.optional("activity" in event ? words.activityId(event.activity) : null, to.int4);
  to.optional("definition" in event ? words.definitionId(event.definition) : null, to.int4);
  to.text(event.kind);
  to.text(event.id);
  to.text(event.source);
  to.text(event.stream);
  to.optional(event.process, to.text);
  to.text(toStoredKeys(event.keys));
  to.text(toDetail(event));
  to.optional(record.key, to.bytes);
  to.optional(toHeaderText(record), to.text);
  to.optional(toStoredValue(record.value), to.bytes);
}
