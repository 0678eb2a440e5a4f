import type { Sql } from "./database";

export type FoundStream = {
  readonly streamId: number;
  readonly source: string;
  readonly kind: string;
  readonly name: string;
  readonly topic: string;
  readonly nextPosition: number;
  readonly isPaused: boolean;
};

export type StreamAsked = { readonly streamId: number } | { readonly source: string; readonly name: string };

/** A stream by its number or its name, locked when it is asked for in a transaction. */
export async function lockStream(tx: Sql, asked: StreamAsked): Promise<FoundStream | null> {
  const isId = "streamId" in asked;
  const { rows } = await tx.query<{
    stream_id: number;
    source: string;
    kind: string;
    name: string;
    topic: string;
    next_position: number;
    paused: boolean;
  }>(
    `select stream_id, source.name as source, kind, stream.name, topic, next_position, paused
     from stream join source using (source_id)
     where retired_at is null and (stream_id = $1 or (source.name = $2 and stream.name = $3)) for update of stream`,
    isId ? [asked.streamId, null, null] : [null, asked.source, asked.name],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { stream_id, next_position, paused, ...words } = row;
  return { ...words, streamId: stream_id, nextPosition: next_position, isPaused: paused };
}

/** Whoever is free reads it from here on. */
export async function unpauseStream(tx: Sql, streamId: number): Promise<void> {
  await tx.query("update stream set paused = false, detail = '', owner = '', owner_lock = null where stream_id = $1", [
    streamId,
  ]);
}

/**
 * The stream goes on as another one, at a position that lies before. Positions that were read once stand for other records
 * now, so the old one keeps its events under a name of its own, and is read no more.
 */
export async function replaceStream(tx: Sql, streamId: number, position: number): Promise<number> {
  const { rows } = await tx.query<{ source_id: number; topic: string; name: string }>(
    `with old as (
       select source_id, topic, name from stream where stream_id = $1),
     retired as (
       update stream set retired_at = now(), end_position = next_position, owner = '', owner_lock = null,
         name = name || ' (until ' || to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ')'
       where stream_id = $1 returning 1)
     select source_id, topic, name from old, retired`,
    [streamId],
  );
  const [old] = rows;
  if (old === undefined) throw new Error(`stream ${streamId} is not there`);
  const added = await tx.query<{ stream_id: number }>(
    "insert into stream (source_id, topic, name, next_position) values ($1, $2, $3, $4) returning stream_id",
    [old.source_id, old.topic, old.name, position],
  );
  return added.rows[0]?.stream_id ?? 0;
}
