import type { Sql } from "../database";

export type Archiving = { readonly by: string; readonly because: string };

/** Puts dead letters, `<source>/<place>` each, aside, or with null back; tells which were not so before. */
export async function archiveDeadLetters(
  tx: Sql,
  ids: readonly string[],
  archiving: Archiving | null,
): Promise<readonly string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `update dead_letter as letter set archived_at = case when $3::text is null then null else now() end, archived_by = $3, archived_because = $4
     from unnest($1::text[], $2::text[]) as wanted (source, place), stream, source
     where letter.place = wanted.place and stream.stream_id = letter.stream_id and source.source_id = stream.source_id
       and source.name = wanted.source and (letter.archived_at is null) = ($3::text is not null)
     returning source.name || '/' || letter.place as id`,
    [
      ids.map((id) => id.slice(0, Math.max(0, id.indexOf("/")))),
      ids.map((id) => id.slice(id.indexOf("/") + 1)),
      archiving?.by ?? null,
      archiving?.because ?? null,
    ],
  );
  return rows.map(({ id }) => id);
}
