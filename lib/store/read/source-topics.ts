import type { Sql } from "../database";

export type SourceTopics = { readonly sourceId: number | null; readonly topics: readonly string[] };

/** The topics of a source that are read; its id is null while no worker has begun with it. */
export async function readSourceTopics(sql: Sql, source: string, limit: number): Promise<SourceTopics> {
  const { rows } = await sql.query<{ source_id: number; topics: string[] }>(
    `select source_id, coalesce((
       select array_agg(topic) from (
         select distinct topic from stream where stream.source_id = source.source_id and retired_at is null order by topic limit $2
       ) as ours), '{}') as topics
     from source where name = $1`,
    [source, limit],
  );
  const [row] = rows;
  return { sourceId: row?.source_id ?? null, topics: row?.topics ?? [] };
}
