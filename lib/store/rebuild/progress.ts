import { Failure } from "@/lib/domain/failure";
import type { Sql } from "../database";

/** How far the rebuild is in one stream, and what that stream is. */
export type StreamProgress = {
  readonly streamId: number;
  readonly source: string;
  readonly kind: string;
  readonly stream: string;
  readonly topic: string;
  readonly isRetired: boolean;
  readonly nextPosition: number;
  /** Where the live projection stood when this pass began: what lies behind is there for good. */
  readonly untilPosition: number;
  /** Of the last record: streams are read side by side, the one that is behind in time first. */
  readonly recordedAt: number;
};

export type RebuildCounts = {
  readonly records: number;
  readonly events: number;
  /** Records that had events and that today's rules ignore: their events are left behind. */
  readonly ignored: number;
  /** Records whose events were folded as they were stored, because the record could not be decoded again. */
  readonly kept: number;
};

/**
 * Begins another pass: up to where the live streams stand now. Quarantined records below that are put aside in the same
 * statement's view of the database: whatever an operator does with them meanwhile, they are looked at in the end.
 */
export async function openPass(sql: Sql): Promise<void> {
  await sql.query(`
    with live as (
      insert into rebuild.progress as known (stream_id, until_position)
      select stream_id, next_position from public.stream
      on conflict (stream_id) do update set until_position = greatest(known.until_position, excluded.until_position)
      returning stream_id, until_position)
    insert into rebuild.pending (quarantine_id, stream_id, position)
    select quarantine_id, stream_id, position from public.quarantine join live using (stream_id)
    where state <> 'projected' and position < until_position
    on conflict do nothing`);
}

export async function readProgress(sql: Sql): Promise<readonly StreamProgress[]> {
  const { rows } = await sql.query(
    `select progress.*, stream.name as stream, topic, source.name as source, source.kind, stream.retired_at
     from rebuild.progress join public.stream using (stream_id) join public.source using (source_id) order by stream_id`,
  );
  return rows.map((row) => ({
    streamId: Number(row["stream_id"]),
    source: String(row["source"]),
    kind: String(row["kind"]),
    stream: String(row["stream"]),
    topic: String(row["topic"]),
    isRetired: row["retired_at"] !== null,
    nextPosition: Number(row["next_position"]),
    untilPosition: Number(row["until_position"]),
    recordedAt: Number(row["recorded_at"]),
  }));
}

/** What was done in all passes and before every interruption, and what live streams are ahead by now. */
export async function readCounts(sql: Sql): Promise<RebuildCounts & { readonly behind: number }> {
  const { rows } = await sql.query(
    `select coalesce(sum(progress.records), 0) as records, coalesce(sum(events), 0) as events,
       coalesce(sum(ignored), 0) as ignored, coalesce(sum(kept), 0) as kept,
       coalesce(sum(stream.next_position - coalesce(progress.next_position, 0)), 0) as behind
     from public.stream left join rebuild.progress using (stream_id)`,
  );
  const count = (name: string) => Number(rows[0]?.[name] ?? 0);
  return {
    records: count("records"),
    events: count("events"),
    ignored: count("ignored"),
    kept: count("kept"),
    behind: count("behind"),
  };
}

export type ProgressMove = RebuildCounts & {
  readonly streamId: number;
  readonly from: number;
  readonly to: number;
  readonly recordedAt: number;
};

/** Moves a stream of the rebuild on, in the transaction of its batch: the fence that makes a resumed rebuild exact. */
export async function moveProgress(tx: Sql, move: ProgressMove): Promise<void> {
  const { rowCount } = await tx.query(
    `update rebuild.progress set next_position = $3, recorded_at = greatest(recorded_at, $4), records = records + $5,
       events = events + $6, ignored = ignored + $7, kept = kept + $8
     where stream_id = $1 and next_position = $2`,
    [move.streamId, move.from, move.to, move.recordedAt, move.records, move.events, move.ignored, move.kept],
  );
  if (rowCount === 0) throw new Failure("conflict", "Another process rebuilds: this one stops.");
}
