import type { Sql } from "../database";

export type StoredQuarantine = {
  readonly quarantineId: number;
  readonly source: string;
  readonly stream: string;
  readonly position: number;
  readonly reason: string;
  readonly state: "open" | "projected" | "expired";
  readonly recordedAt: Date | null;
  readonly quarantinedAt: Date;
  readonly bytes: number;
  readonly value: Buffer | null;
};

type Row = {
  quarantine_id: number;
  source: string;
  stream: string;
  position: number;
  reason: string;
  state: StoredQuarantine["state"];
  recorded_at: Date | null;
  quarantined_at: Date;
  value_bytes: number;
  value: Buffer | null;
};

type Page = {
  readonly quarantineId: number | null;
  readonly state: string | null;
  readonly before: number | null;
  readonly limit: number;
  /** Bytes of each value at most. */
  readonly bytesMax: number;
};

/** Records that could not be decoded, the latest first. */
export async function readQuarantine(sql: Sql, page: Page): Promise<readonly StoredQuarantine[]> {
  const { rows } = await sql.query<Row>(
    `select quarantine_id, source.name as source, stream.name as stream, position, reason, quarantine.state, recorded_at,
            quarantined_at, value_bytes, substring(value from 1 for $5) as value
     from quarantine join stream using (stream_id) join source using (source_id)
     where ($1::bigint is null or quarantine_id = $1) and ($2::text is null or quarantine.state = $2)
       and ($3::bigint is null or quarantine_id < $3)
     order by quarantine_id desc limit $4`,
    [page.quarantineId, page.state, page.before, page.limit, page.bytesMax],
  );
  return rows.map((row) => ({
    quarantineId: row.quarantine_id,
    source: row.source,
    stream: row.stream,
    position: row.position,
    reason: row.reason,
    state: row.state,
    recordedAt: row.recorded_at,
    quarantinedAt: row.quarantined_at,
    bytes: row.value_bytes,
    value: row.value,
  }));
}
