import type { RecordHeader } from "@/lib/domain/source-record";
import type { Sql } from "./database";
import type { StoredHeader } from "./projection/headers";

export type StoredQuarantined = {
  readonly quarantineId: number;
  readonly streamId: number;
  readonly position: number;
  readonly state: "open" | "projected" | "expired";
  readonly source: string;
  readonly stream: string;
  readonly topic: string;
  readonly recordedAt: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  /** The bytes that there were; fewer are kept of a long value. */
  readonly valueBytes: number;
  readonly headers: readonly RecordHeader[];
};

/** Locks a quarantined record, so that two operators do not project it twice. */
export async function lockQuarantined(tx: Sql, quarantineId: number): Promise<StoredQuarantined | null> {
  const { rows } = await tx.query(
    `select quarantine_id, stream_id, position, quarantine.state, source.name as source, stream.name as stream, topic,
       recorded_at, record_key, value, value_bytes, headers
     from quarantine join stream using (stream_id) join source using (source_id)
     where quarantine_id = $1 for update of quarantine`,
    [quarantineId],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return {
    quarantineId: Number(row["quarantine_id"]),
    streamId: Number(row["stream_id"]),
    position: Number(row["position"]),
    state: row["state"],
    source: String(row["source"]),
    stream: String(row["stream"]),
    topic: String(row["topic"]),
    recordedAt: row["recorded_at"] instanceof Date ? row["recorded_at"].getTime() : 0,
    key: row["record_key"],
    value: row["value"],
    valueBytes: Number(row["value_bytes"]),
    headers: (row["headers"] as readonly StoredHeader[]).map(toRecordHeader),
  };
}

function toRecordHeader(header: StoredHeader): RecordHeader {
  const value = "base64" in header ? Buffer.from(header.base64, "base64") : Buffer.from(header.value);
  return { name: header.name, value };
}

export async function closeQuarantined(tx: Sql, quarantineId: number): Promise<void> {
  await tx.query("update quarantine set state = 'projected', retried_at = now() where quarantine_id = $1", [
    quarantineId,
  ]);
}

export async function noteQuarantinedRetry(tx: Sql, quarantineId: number, reason: string): Promise<void> {
  await tx.query("update quarantine set retried_at = now(), reason = $2 where quarantine_id = $1", [
    quarantineId,
    reason,
  ]);
}
