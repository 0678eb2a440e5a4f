import type { Sql } from "../database";

export type StoredSource = {
  readonly name: string;
  readonly kind: string;
  readonly state: string;
  readonly detail: string;
  readonly isRecorded: boolean;
  readonly lastEventAt: Date | null;
  readonly beatAt: Date | null;
  /** Null when no stream tells its end. */
  readonly lagEvents: number | null;
  /** Recorded time of the newest record that is projected, over its streams that are behind. */
  readonly behindSince: Date | null;
};

type Row = {
  name: string;
  kind: string;
  state: string;
  detail: string;
  recorded: boolean;
  last_event_at: Date | null;
  beat_at: Date | null;
  lag_events: number | null;
  behind_since: Date | null;
};

/** What is connected and how far we are behind it. */
export async function readSources(sql: Sql): Promise<readonly StoredSource[]> {
  const { rows } = await sql.query<Row>(
    `select source.name, kind, state, source.detail, recorded, coalesce(last_event_at, streams.last_recorded_at) as last_event_at,
            beat_at, lag_events, behind_since
     from source left join (
       select source_id, sum(greatest(end_position - next_position, 0)) as lag_events, max(last_recorded_at) as last_recorded_at,
              min(last_recorded_at) filter (where end_position > next_position) as behind_since
       from stream group by source_id) as streams using (source_id)
     order by source.name`,
  );
  return rows.map((row) => ({
    name: row.name,
    kind: row.kind,
    state: row.state,
    detail: row.detail,
    isRecorded: row.recorded,
    lastEventAt: row.last_event_at,
    beatAt: row.beat_at,
    lagEvents: row.lag_events,
    behindSince: row.behind_since,
  }));
}

export type CarriedLag = {
  /** Streams that carry its records; none while its exporter has written nothing. */
  readonly streams: number;
  readonly lagEvents: number | null;
  readonly lastEventAt: Date | null;
  readonly behindSince: Date | null;
};

type CarriedRow = { streams: number; lag_events: number | null; last_event_at: Date | null; behind_since: Date | null };

/** How far we are behind an engine, whose records come over topics of another source; `topic` may have `*` in it. */
export async function readCarriedLag(sql: Sql, carrier: string, topic: string): Promise<CarriedLag> {
  const pattern = topic.replace(/[\\%_]/g, "\\$&").replaceAll("*", "%");
  const { rows } = await sql.query<CarriedRow>(
    `select count(*) as streams, sum(greatest(end_position - next_position, 0)) as lag_events,
            max(last_recorded_at) as last_event_at,
            min(last_recorded_at) filter (where end_position > next_position) as behind_since
     from stream join source using (source_id)
     where source.name = $1 and topic like $2`,
    [carrier, pattern],
  );
  const [row] = rows;
  return {
    streams: row?.streams ?? 0,
    lagEvents: row?.lag_events ?? null,
    lastEventAt: row?.last_event_at ?? null,
    behindSince: row?.behind_since ?? null,
  };
}
