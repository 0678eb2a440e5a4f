import type { Sql } from "../database";

/** An event with the record that brought it. */
export type ExportedEvent = {
  readonly caseId: string;
  readonly eventId: string;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly source: string;
  readonly topic: string;
  readonly stream: string;
  readonly position: number;
  readonly activity: string | null;
  readonly producer: string | null;
  readonly keys: string;
  readonly detail: string;
  readonly recordKey: Buffer | null;
  /** JSON text, see store/projection/headers. */
  readonly headers: string | null;
  readonly value: Buffer | null;
};

type Row = {
  case_id: string;
  event_id: string;
  kind: string;
  occurred_at: Date;
  recorded_at: Date;
  source: string;
  topic: string;
  stream: string;
  position: number;
  activity: string | null;
  producer: string | null;
  keys: string;
  detail: string;
  record_key: Buffer | null;
  headers: string | null;
  value: Buffer | null;
};

/** Events of some cases in canonical order within each, each event once. */
export async function readExportedEvents(sql: Sql, caseIds: readonly string[]): Promise<readonly ExportedEvent[]> {
  const { rows } = await sql.query<Row>(
    `with once as (
       select distinct on (known.case_id, event_id) known.case_id as now_in, event.*
       from correlation_key as known join event on event.case_id = known.key_id
       where known.case_id = any($1::uuid[])
       order by known.case_id, event_id, occurred_at, order_source, order_stream, order_position, part)
     select now_in as case_id, event_id, once.kind, occurred_at, recorded_at, source.name as source, topic, stream.name as stream,
            position, activity.name as activity, activity.producer, keys, once.detail, record_key, headers, value
     from once join stream using (stream_id) join source using (source_id) left join activity using (activity_id)
     order by now_in, occurred_at, order_source, order_stream, order_position, part`,
    [caseIds],
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    eventId: row.event_id,
    kind: row.kind,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    source: row.source,
    topic: row.topic,
    stream: row.stream,
    position: row.position,
    activity: row.activity,
    producer: row.producer,
    keys: row.keys,
    detail: row.detail,
    recordKey: row.record_key,
    headers: row.headers,
    value: row.value,
  }));
}
