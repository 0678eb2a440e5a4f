import type { SourceRecord } from "@/lib/domain/source-record";
import type { Sql } from "../database";
import { toStorableText } from "../storable-text";
import { toStoredValue } from "./event-row";
import { toStoredHeaders } from "./headers";

export type QuarantinedRecord = { readonly position: number; readonly record: SourceRecord; readonly reason: string };

const REASON_LENGTH_MAX = 2_000;
/** The last millisecond of the year 9999: a log's time need not be sane. */
const LAST_TIME = 253_402_300_799_999;

/** Keeps records that could not be decoded or stored, with their bytes. A record that is there already stays as it is. */
export async function quarantineRecords(
  tx: Sql,
  streamId: number,
  records: readonly QuarantinedRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await tx.query(
    `insert into quarantine (stream_id, position, recorded_at, value_bytes, reason, headers, record_key, value)
     select $1, * from unnest($2::bigint[], $3::timestamptz[], $4::int[], $5::text[], $6::jsonb[], $7::bytea[], $8::bytea[])
     on conflict (stream_id, position) do nothing`,
    [
      streamId,
      records.map(({ position }) => position),
      records.map(({ record }) => toTime(record.recordedAt)),
      records.map(({ record }) => record.value?.length ?? 0),
      records.map(({ reason }) => toStorableText(reason, REASON_LENGTH_MAX)),
      records.map(({ record }) => JSON.stringify(toStoredHeaders(record.headers))),
      records.map(({ record }) => toBytes(record.key)),
      records.map(({ record }) => toBytes(record.value)),
    ],
  );
}

function toTime(ms: number): string | null {
  return ms >= 0 && ms <= LAST_TIME ? new Date(ms).toISOString() : null;
}

function toBytes(bytes: Uint8Array | null): Buffer | null {
  const stored = toStoredValue(bytes);
  return stored === null ? null : Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
}
