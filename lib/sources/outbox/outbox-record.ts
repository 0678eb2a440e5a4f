import { type SourceName, type StreamName, toStreamName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import type { OutboxRow } from "./outbox-table";

export type OutboxPlace = {
  readonly source: SourceName;
  readonly table: string;
  readonly position: number;
  readonly now: number;
};

export const toOutboxStream = (table: string): StreamName => toStreamName(table);

/** A row as a CloudEvent in binary mode: the payload as it is, all else in headers. Its id makes it the same event when it comes again. */
export function toOutboxRecord(row: OutboxRow, { source, table, position, now }: OutboxPlace): SourceRecord {
  const recordedAt = row.time ?? now;
  const attributes = {
    ce_specversion: "1.0",
    ce_id: row.id,
    ce_source: row.producer ?? table,
    ce_type: row.type,
    ...(row.time === null ? {} : { ce_time: toInstant(row.time) }),
    "content-type": "application/json",
  };
  return {
    source,
    stream: toOutboxStream(table),
    position,
    topic: table,
    recordedAt,
    key: row.recordKey === null ? null : Buffer.from(row.recordKey),
    headers: Object.entries(attributes).map(([name, value]) => ({ name, value: Buffer.from(value) })),
    value: row.payload,
  };
}

/** A time that there is not is left for the decoder to refuse. */
function toInstant(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}
