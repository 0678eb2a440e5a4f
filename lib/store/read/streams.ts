import type { Sql } from "../database";

export type StoredStream = {
  readonly streamId: number;
  readonly source: string;
  readonly topic: string;
  readonly name: string;
  readonly nextPosition: number;
  readonly endPosition: number | null;
  readonly records: number;
  readonly lastRecordedAt: Date | null;
  readonly isPaused: boolean;
  readonly detail: string;
  readonly gaps: readonly {
    readonly from: number;
    readonly to: number;
    readonly reason: string;
    readonly noticedAt: string;
  }[];
};

type Row = {
  stream_id: number;
  source: string;
  topic: string;
  name: string;
  next_position: number;
  end_position: number | null;
  records: number;
  last_recorded_at: Date | null;
  paused: boolean;
  detail: string;
  gaps: StoredStream["gaps"];
};

type Page = {
  readonly source: string | null;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
};

/** Streams by source and name, each with its newest gaps. */
export async function readStreams(sql: Sql, { source, after, limit }: Page): Promise<readonly StoredStream[]> {
  const { rows } = await sql.query<Row>(
    `select stream_id, source.name as source, topic, stream.name, next_position, end_position, records, last_recorded_at, paused,
       stream.detail,
       coalesce((
         select json_agg(json_build_object('from', from_position, 'to', to_position, 'reason', reason, 'noticedAt', noticed_at)
           order by noticed_at desc)
         from (select * from stream_gap where stream_gap.stream_id = stream.stream_id order by noticed_at desc limit 20) as newest
       ), '[]'::json) as gaps
     from stream join source using (source_id)
     where retired_at is null and ($1::text is null or source.name = $1) and ($2::text is null or (source.name, stream.name) > ($2, $3))
     order by source.name, stream.name limit $4`,
    [source, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return rows.map((row) => ({
    streamId: row.stream_id,
    source: row.source,
    topic: row.topic,
    name: row.name,
    nextPosition: row.next_position,
    endPosition: row.end_position,
    records: row.records,
    lastRecordedAt: row.last_recorded_at,
    isPaused: row.paused,
    detail: row.detail,
    gaps: row.gaps,
  }));
}
