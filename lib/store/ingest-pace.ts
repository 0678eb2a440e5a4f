import type { Sql } from "./database";

/** What a worker measured of one source in its last seconds. */
export type IngestPace = {
  readonly recordsPerSecond: number;
  readonly eventsPerSecond: number;
  readonly quarantinedPerSecond: number;
  readonly batchesPerSecond: number;
  readonly recordsPerBatch: number;
  readonly commitMsP50: number;
  readonly commitMsP95: number;
};

const SILENT_AFTER = "20 seconds";

export async function writeIngestPace(
  sql: Sql,
  of: { readonly sourceId: number; readonly worker: string },
  pace: IngestPace,
): Promise<void> {
  await sql.query(
    `insert into ingest_pace (source_id, worker, beat_at, records_per_second, events_per_second, quarantined_per_second,
       batches_per_second, records_per_batch, commit_ms_p50, commit_ms_p95)
     values ($1, $2, now(), $3, $4, $5, $6, $7, $8, $9)
     on conflict (source_id, worker) do update set beat_at = now(), records_per_second = excluded.records_per_second,
       events_per_second = excluded.events_per_second, quarantined_per_second = excluded.quarantined_per_second,
       batches_per_second = excluded.batches_per_second, records_per_batch = excluded.records_per_batch,
       commit_ms_p50 = excluded.commit_ms_p50, commit_ms_p95 = excluded.commit_ms_p95`,
    [
      of.sourceId,
      of.worker,
      pace.recordsPerSecond,
      pace.eventsPerSecond,
      pace.quarantinedPerSecond,
      pace.batchesPerSecond,
      pace.recordsPerBatch,
      pace.commitMsP50,
      pace.commitMsP95,
    ],
  );
}

export async function deleteIngestPace(
  sql: Sql,
  of: { readonly sourceId: number; readonly worker: string },
): Promise<void> {
  await sql.query("delete from ingest_pace where source_id = $1 and worker = $2", [of.sourceId, of.worker]);
}

export async function deleteSilentPaces(sql: Sql): Promise<void> {
  await sql.query(`delete from ingest_pace where beat_at < now() - interval '${SILENT_AFTER}'`);
}

export type StoredPace = IngestPace & { readonly source: string; readonly worker: string };

/** Of workers that live, by source and worker. */
export async function readIngestPaces(sql: Sql): Promise<readonly StoredPace[]> {
  const { rows } = await sql.query<StoredPace>(
    `select source.name as source, worker, records_per_second as "recordsPerSecond", events_per_second as "eventsPerSecond",
       quarantined_per_second as "quarantinedPerSecond", batches_per_second as "batchesPerSecond",
       records_per_batch as "recordsPerBatch", commit_ms_p50 as "commitMsP50", commit_ms_p95 as "commitMsP95"
     from ingest_pace join source using (source_id) where ingest_pace.beat_at > now() - interval '${SILENT_AFTER}'
     order by source.name, worker`,
  );
  return rows;
}
