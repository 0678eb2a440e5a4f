import type { SourceRecord } from "@/lib/domain/source-record";
import type { Sql } from "../database";
import { toStorableText } from "../storable-text";
import { toStoredValue } from "./event-row";
import { toStoredHeaders } from "./headers";
import {
  type GroupWindow,
  lockGroups,
  type QuarantineGroup,
  quarantineGroupOf,
  writeWindows,
} from "./quarantine-group";

export type QuarantinedRecord = { readonly position: number; readonly record: SourceRecord; readonly reason: string };

const REASON_LENGTH_MAX = 2_000;
/** The last millisecond of the year 9999: a log's time need not be sane. */
const LAST_TIME = 253_402_300_799_999;
/**
 * So much of a group is kept whole in an hour: enough to see what is wrong and to mend it. Of what a flood brings beyond it
 * the position stays, where the source itself still has the record, and the first bytes.
 */
export const WHOLE_RECORDS_MAX = 1_000;
const WHOLE_BYTES_MAX = 64 * 1024 * 1024;
const PREFIX_BYTES = 64;
/** One statement holds so much; a batch of poison may hold more. */
const STATEMENT_BYTES_MAX = 8 * 1024 * 1024;

/** A row as it is written. */
type Kept = {
  readonly position: number;
  readonly recordedAt: string | null;
  readonly valueBytes: number;
  readonly groupId: string;
  readonly isWhole: boolean;
  readonly reason: string;
  readonly headers: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
};

/** Keeps records that could not be decoded or stored, within the bounds of their groups. One that is there already stays as it is. */
export async function quarantineRecords(
  tx: Sql,
  streamId: number,
  records: readonly QuarantinedRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const placed = records.map((of) => ({ of, group: toGroup(of) }));
  const groups = new Map(placed.map(({ group }) => [group.groupId, group]));
  const windows = await lockGroups(tx, [...groups.values()]);
  for (const part of inParts(placed.map(({ of, group }) => toKept(of, group, windows)))) {
    await insertKept(tx, streamId, part);
  }
  await writeWindows(tx, windows);
}

function toGroup({ record: { source, topic }, reason }: QuarantinedRecord): QuarantineGroup {
  return quarantineGroupOf({ source, topic, reason });
}

function toKept(
  { position, record, reason }: QuarantinedRecord,
  { groupId }: QuarantineGroup,
  windows: ReadonlyMap<string, GroupWindow>,
): Kept {
  const key = toBytes(record.key);
  const value = toBytes(record.value);
  const about = { position, recordedAt: toTime(record.recordedAt), valueBytes: record.value?.length ?? 0, groupId };
  const window = windows.get(groupId) ?? { records: 0, bytes: 0 };
  const bytes = (key?.length ?? 0) + (value?.length ?? 0);
  if (window.records >= WHOLE_RECORDS_MAX || window.bytes + bytes > WHOLE_BYTES_MAX) {
    const prefix = value === null ? Buffer.alloc(0) : Buffer.from(value.subarray(0, PREFIX_BYTES));
    return { ...about, isWhole: false, reason: "", headers: "[]", key: null, value: prefix };
  }
  window.records += 1;
  window.bytes += bytes;
  return {
    ...about,
    isWhole: (value?.length ?? 0) >= about.valueBytes,
    reason: toStorableText(reason, REASON_LENGTH_MAX),
    headers: JSON.stringify(toStoredHeaders(record.headers)),
    key,
    value,
  };
}

function* inParts(rows: readonly Kept[]): Generator<readonly Kept[]> {
  let part: Kept[] = [];
  let bytes = 0;
  for (const row of rows) {
    part.push(row);
    bytes += row.value?.length ?? 0;
    if (bytes < STATEMENT_BYTES_MAX) continue;
    yield part;
    part = [];
    bytes = 0;
  }
  if (part.length > 0) yield part;
}

/** Inserts rows and counts those that were not there yet in their groups, which are locked. */
async function insertKept(tx: Sql, streamId: number, rows: readonly Kept[]): Promise<void> {
  await tx.query(
    `with added as (
       insert into quarantine (stream_id, position, recorded_at, value_bytes, group_id, whole, reason, headers, record_key, value)
       select $1, * from unnest($2::bigint[], $3::timestamptz[], $4::int[], $5::uuid[], $6::boolean[], $7::text[], $8::jsonb[],
         $9::bytea[], $10::bytea[])
       on conflict (stream_id, position) do nothing
       returning group_id, coalesce(octet_length(value), 0) + coalesce(octet_length(record_key), 0) as bytes),
     counted as (select group_id, count(*) as records, sum(bytes) as bytes from added group by group_id)
     update quarantine_group set records = quarantine_group.records + counted.records, kept_bytes = kept_bytes + counted.bytes
     from counted where quarantine_group.group_id = counted.group_id`,
    [
      streamId,
      rows.map(({ position }) => position),
      rows.map(({ recordedAt }) => recordedAt),
      rows.map(({ valueBytes }) => valueBytes),
      rows.map(({ groupId }) => groupId),
      rows.map(({ isWhole }) => isWhole),
      rows.map(({ reason }) => reason),
      rows.map(({ headers }) => headers),
      rows.map(({ key }) => key),
      rows.map(({ value }) => value),
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
