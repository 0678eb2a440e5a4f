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
