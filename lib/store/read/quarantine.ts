import type { Sql } from "../database";
import type { StoredHeader } from "../projection/headers";

export type StoredQuarantine = {
  readonly quarantineId: number;
  readonly groupId: string;
  readonly source: string;
  readonly stream: string;
  readonly topic: string;
  readonly position: number;
  readonly reason: string;
  readonly state: "open" | "projected" | "expired";
  readonly recordedAt: Date | null;
  readonly quarantinedAt: Date;
  readonly bytes: number;
  readonly isWhole: boolean;
  readonly key: Buffer | null;
  readonly headers: readonly StoredHeader[];
  readonly value: Buffer | null;
};

type Row = {
  quarantine_id: number;
  group_id: string;
  source: string;
  stream: string;
  topic: string;
  position: number;
  reason: string;
  state: StoredQuarantine["state"];
  recorded_at: Date | null;
  quarantined_at: Date;
  value_bytes: number;
  whole: boolean;
  record_key: Buffer | null;
  headers: readonly StoredHeader[];
  value: Buffer | null;
};

type Page = {
  readonly quarantineId: number | null;
  readonly groupId: string | null;
  readonly state: string | null;
  readonly before: number | null;
  readonly limit: number;
  /** Bytes of each value at most. */
  readonly bytesMax: number;
};

/** Records that could not be decoded, the latest first. */
export async function readQuarantine(sql: Sql, page: Page): Promise<readonly StoredQuarantine[]> {
  const { rows } = await sql.query<Row>(
    `select quarantine_id, group_id, source.name as source, stream.name as stream, stream.topic, position,
            coalesce(nullif(quarantine.reason, ''), quarantine_group.reason) as reason, quarantine.state, recorded_at,
            quarantined_at, value_bytes, whole, record_key, headers, substring(value from 1 for $5) as value
     from quarantine join stream using (stream_id) join source using (source_id) join quarantine_group using (group_id)
     where ($1::bigint is null or quarantine_id = $1) and ($2::text is null or quarantine.state = $2)
       and ($3::bigint is null or quarantine_id < $3) and ($6::uuid is null or group_id = $6)
     order by quarantine_id desc limit $4`,
    [page.quarantineId, page.state, page.before, page.limit, page.bytesMax, page.groupId],
  );
  return rows.map((row) => ({
    quarantineId: row.quarantine_id,
    groupId: row.group_id,
    source: row.source,
    stream: row.stream,
    topic: row.topic,
    position: row.position,
    reason: row.reason,
    state: row.state,
    recordedAt: row.recorded_at,
    quarantinedAt: row.quarantined_at,
    bytes: row.value_bytes,
    isWhole: row.whole,
    key: row.record_key,
    headers: row.headers,
    value: row.value,
  }));
}
