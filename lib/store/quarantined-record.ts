import type { RecordHeader } from "@/lib/domain/source-record";
import type { Sql } from "./database";
import type { StoredHeader } from "./projection/headers";
import { lockGroups, quarantineGroupOf } from "./projection/quarantine-group";

export type StoredQuarantined = {
  readonly quarantineId: number;
  readonly groupId: string;
  readonly streamId: number;
  readonly position: number;
  readonly state: "open" | "projected" | "expired";
  readonly source: string;
  readonly kind: string;
  readonly stream: string;
  readonly topic: string;
  readonly recordedAt: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  /** The bytes that there were. */
  readonly valueBytes: number;
  /** False when only a part of it was kept: it cannot be decoded again. */
  readonly isWhole: boolean;
  readonly headers: readonly RecordHeader[];
};

/** Locks quarantined records, so that two operators do not project one twice. */
export async function lockQuarantined(
  tx: Sql,
  quarantineIds: readonly number[],
): Promise<readonly StoredQuarantined[]> {
  const { rows } = await tx.query(
    `select quarantine_id, group_id, stream_id, position, quarantine.state, source.name as source, source.kind,
       stream.name as stream, topic, recorded_at, record_key, value, value_bytes, whole, headers
     from quarantine join stream using (stream_id) join source using (source_id)
     where quarantine_id = any($1::bigint[]) order by quarantine_id for update of quarantine`,
    [quarantineIds],
  );
  return rows.map((row) => ({
    quarantineId: Number(row["quarantine_id"]),
    groupId: String(row["group_id"]),
    streamId: Number(row["stream_id"]),
    position: Number(row["position"]),
    state: row["state"],
    source: String(row["source"]),
    kind: String(row["kind"]),
    stream: String(row["stream"]),
    topic: String(row["topic"]),
    recordedAt: row["recorded_at"] instanceof Date ? row["recorded_at"].getTime() : 0,
    key: row["record_key"],
    value: row["value"],
    valueBytes: Number(row["value_bytes"]),
    isWhole: row["whole"] === true,
    headers: (row["headers"] as readonly StoredHeader[]).map(toRecordHeader),
  }));
}

function toRecordHeader(header: StoredHeader): RecordHeader {
  const value = "base64" in header ? Buffer.from(header.base64, "base64") : Buffer.from(header.value);
  return { name: header.name, value };
}

/** These are projected now. They keep their bytes until the quarantine's policy drops them. */
export async function closeQuarantined(tx: Sql, quarantineIds: readonly number[]): Promise<void> {
  await tx.query(
    `with closed as (
       update quarantine set state = 'projected', retried_at = now() where quarantine_id = any($1::bigint[]) and state = 'open'
       returning group_id),
     counted as (select group_id, count(*) as records from closed group by group_id),
     locked as (
       select group_id, counted.records from quarantine_group join counted using (group_id)
       order by group_id for no key update of quarantine_group)
     update quarantine_group set projected = projected + locked.records
     from locked where quarantine_group.group_id = locked.group_id`,
    [quarantineIds],
  );
}

/** It still cannot be read, now for this reason; for another one it belongs to another group. */
export async function noteQuarantinedRetry(tx: Sql, record: StoredQuarantined, reason: string): Promise<void> {
  const group = quarantineGroupOf({ source: record.source, topic: record.topic, reason });
  await tx.query("update quarantine set retried_at = now(), reason = $2, group_id = $3 where quarantine_id = $1", [
    record.quarantineId,
    reason,
    group.groupId,
  ]);
  if (group.groupId === record.groupId) return;
  await lockGroups(tx, [group]);
  const bytes = (record.value?.length ?? 0) + (record.key?.length ?? 0);
  await tx.query(
    `update quarantine_group set records = records + given.change, kept_bytes = kept_bytes + given.change * $3
     from (values ($1::uuid, -1), ($2::uuid, 1)) as given (group_id, change) where quarantine_group.group_id = given.group_id`,
    [record.groupId, group.groupId, bytes],
  );
}

export type Retryable = { readonly quarantineId: number; readonly streamId: number; readonly bytes: number };

/** Open records of a group, the oldest first, whose id is greater than `after`. */
export async function readRetryable(
  sql: Sql,
  groupId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Retryable[]> {
  const { rows } = await sql.query<{ quarantine_id: number; stream_id: number; bytes: number }>(
    `select quarantine_id, stream_id, coalesce(octet_length(value), 0) as bytes from quarantine
     where group_id = $1 and quarantine_id > $2 and state = 'open' order by quarantine_id limit $3`,
    [groupId, after, limit],
  );
  return rows.map((row) => ({ quarantineId: row.quarantine_id, streamId: row.stream_id, bytes: row.bytes }));
}
