import type { Sql } from "../database";

export type StoredQuarantineGroup = {
  readonly groupId: string;
  readonly source: string;
  readonly topic: string;
  readonly reason: string;
  readonly records: number;
  readonly projected: number;
  readonly expired: number;
  readonly keptBytes: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly sample: StoredSample | null;
};
type StoredSample = {
  readonly quarantineId: number;
  readonly stream: string;
  readonly position: number;
  readonly reason: string;
  readonly value: Buffer | null;
};

type Row = {
  group_id: string;
  source: string;
  topic: string;
  reason: string;
  records: number;
  projected: number;
  expired: number;
  kept_bytes: number;
  first_at: Date;
  last_at: Date;
  sample_id: number | null;
  sample_stream: string;
  sample_position: number;
  sample_reason: string;
  sample_value: Buffer | null;
};

type Page = {
  readonly groupId: string | null;
  readonly source: string | null;
  /** Only groups with records that wait to be mended. */
  readonly isOpen: boolean;
  readonly before: readonly [number, string] | null;
  readonly limit: number;
  readonly bytesMax: number;
};

/** Groups of quarantined records, the latest first, each with its oldest record that waits as a sample. */
export async function readQuarantineGroups(sql: Sql, page: Page): Promise<readonly StoredQuarantineGroup[]> {
  const { rows } = await sql.query<Row>(
    `select found.*, sample.quarantine_id as sample_id, sample.stream as sample_stream, sample.position as sample_position,
       sample.reason as sample_reason, sample.value as sample_value
     from (
       select * from quarantine_group
       where records > 0 and ($1::uuid is null or group_id = $1) and ($2::text is null or source = $2)
         and (not $3 or records > projected + expired)
         and ($4::timestamptz is null or (last_at, group_id) < ($4, $5::uuid))
       order by last_at desc, group_id desc limit $6) as found
     left join lateral (
       select quarantine_id, stream.name as stream, position, quarantine.reason, substring(value from 1 for $7) as value
       from quarantine join stream using (stream_id)
       where quarantine.group_id = found.group_id and (quarantine.state = 'open' or found.records = found.projected + found.expired)
       order by quarantine_id limit 1) as sample on true
     order by last_at desc, group_id desc`,
    [
      page.groupId,
      page.source,
      page.isOpen,
      page.before === null ? null : new Date(page.before[0]),
      page.before?.[1] ?? null,
      page.limit,
      page.bytesMax,
    ],
  );
  return rows.map((row) => ({
    groupId: row.group_id,
    source: row.source,
    topic: row.topic,
    reason: row.reason,
    records: row.records,
    projected: row.projected,
    expired: row.expired,
    keptBytes: row.kept_bytes,
    firstAt: row.first_at,
    lastAt: row.last_at,
    sample: toSample(row),
  }));
}

function toSample(row: Row): StoredSample | null {
  if (row.sample_id === null) return null;
  return {
    quarantineId: row.sample_id,
    stream: row.sample_stream,
    position: row.sample_position,
    reason: row.sample_reason === "" ? row.reason : row.sample_reason,
    value: row.sample_value,
  };
}

/** How many records of each source stand how, for metrics. */
export async function countQuarantined(
  sql: Sql,
): Promise<readonly { source: string; open: number; projected: number; expired: number; keptBytes: number }[]> {
  const { rows } = await sql.query<{
    source: string;
    open: number;
    projected: number;
    expired: number;
    kept_bytes: number;
  }>(
    `select source, sum(records - projected - expired) as open, sum(projected) as projected, sum(expired) as expired,
       sum(kept_bytes) as kept_bytes
     from quarantine_group group by source order by source`,
  );
  return rows.map(({ kept_bytes, ...counts }) => ({ ...counts, keptBytes: kept_bytes }));
}
