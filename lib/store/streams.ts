import type { Sql } from "./database";
import { toStorableText } from "./storable-text";

export type StreamPlace = { readonly name: string; readonly topic: string; readonly firstPosition: number };

/** The number of a stream and where it goes on; a new one goes on at `firstPosition`. */
export async function ensureStream(
  sql: Sql,
  sourceId: number,
  { name, topic, firstPosition }: StreamPlace,
): Promise<{ readonly streamId: number; readonly nextPosition: number }> {
  await sql.query(
    "insert into stream (source_id, topic, name, next_position) values ($1, $2, $3, $4) on conflict do nothing",
    [sourceId, topic, name, firstPosition],
  );
  const { rows } = await sql.query<{ stream_id: number; next_position: number }>(
    "select stream_id, next_position from stream where source_id = $1 and name = $2",
    [sourceId, name],
  );
  const row = rows[0];
  if (row === undefined) throw new Error(`stream ${name} of source ${sourceId} was neither inserted nor found`);
  return { streamId: row.stream_id, nextPosition: row.next_position };
}

/**
 * The source no longer has `from` up to, not including, `to`: never silent. The stream goes on behind the gap, unless it
 * is no longer at `from`, which means that another worker reads it.
 */
export async function recordGap(
  sql: Sql,
  streamId: number,
  gap: { readonly from: number; readonly to: number; readonly reason: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `with moved as (
       update stream set next_position = $3, moved_at = now() where stream_id = $1 and next_position = $2 returning stream_id)
     insert into stream_gap (stream_id, from_position, to_position, reason)
     select stream_id, $2, $3, $4 from moved
     on conflict (stream_id, from_position) do update set to_position = excluded.to_position, noticed_at = now()`,
    [streamId, gap.from, gap.to, gap.reason],
  );
  return rowCount === 1;
}

/** Stops reading a stream until an operator lets it go on; `why` is shown beside it. */
export async function pauseStream(sql: Sql, streamId: number, why: string): Promise<void> {
  await sql.query("update stream set paused = true, detail = $2, owner = '', owner_lock = null where stream_id = $1", [
    streamId,
    toStorableText(why, 2_000),
  ]);
}

/** Where streams end now, for lag, also of those whose batches do not come through. */
export async function writeEndPositions(sql: Sql, sourceId: number, ends: ReadonlyMap<string, number>): Promise<void> {
  if (ends.size === 0) return;
  await sql.query(
    `with given as (select * from unnest($2::text[], $3::bigint[]) as given (name, end_position)),
     due as (
       select stream_id, given.end_position from stream join given using (name)
       where source_id = $1 and stream.end_position is distinct from given.end_position
       order by stream_id for no key update of stream skip locked)
     update stream set end_position = greatest(due.end_position, stream.next_position) from due
     where stream.stream_id = due.stream_id`,
    [sourceId, [...ends.keys()], [...ends.values()]],
  );
}

/** Where a stream stands, and its place in its source's own words; a stream that is not known yet begins at 0. */
export async function readPlace(
  sql: Sql,
  sourceId: number,
  name: string,
): Promise<{ readonly position: number; readonly place: string | null }> {
  const { rows } = await sql.query<{ next_position: number; place: string | null }>(
    "select next_position, place from stream where source_id = $1 and name = $2",
    [sourceId, name],
  );
  const row = rows[0];
  return { position: row?.next_position ?? 0, place: row?.place ?? null };
}

export async function writePlace(
  sql: Sql,
  sourceId: number,
  { name, place }: { readonly name: string; readonly place: string },
): Promise<void> {
  await sql.query("update stream set place = $3 where source_id = $1 and name = $2", [sourceId, name, place]);
}
