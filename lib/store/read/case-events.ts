import type { Event } from "@/lib/domain/event";
import type { Sql } from "../database";
import { createDictionaries } from "../projection/dictionaries";
import { TRACE_COLUMNS, type TraceRow, toEvent } from "../projection/event-row";

export type StoredCaseEvent = {
  readonly event: Event;
  readonly projectedAt: Date;
  readonly record: {
    readonly source: string;
    readonly topic: string;
    readonly stream: string;
    readonly position: number;
    readonly key: Buffer | null;
    /** JSON text, see store/projection/headers. */
    readonly headers: string | null;
    /** Cut at the bound that was asked for. */
    readonly value: Buffer | null;
    readonly storedBytes: number;
  };
};

/** Place of an event in canonical order. */
export type EventPlace = readonly [number, string, string, number, number];

export type CaseEventRow = TraceRow & {
  projected_at: Date;
  source: string;
  topic: string;
  stream: string;
  position: number;
  record_key: Buffer | null;
  headers: string | null;
  value: Buffer | null;
  stored_bytes: number | null;
};

type Page = {
  readonly after: EventPlace | null;
  readonly limit: number;
  readonly bytesMax: number;
  /** Only the event with this id. */
  readonly eventId?: string | undefined;
};

/** Events of a case with what their records held, in canonical order, each event once: of repeats the first counts. */
export async function readCaseEvents(
  sql: Sql,
  caseId: string,
  { after, limit, bytesMax, eventId }: Page,
): Promise<readonly StoredCaseEvent[]> {
  const { rows } = await sql.query<CaseEventRow>(
    `with once as (
       select distinct on (event_id) event.case_id, stream_id, position, part, occurred_at, order_source, order_stream, order_position
       from correlation_key as known join event on event.case_id = known.key_id
       where known.case_id = $1 and ($9::text is null or event_id = $9)
       order by event_id, occurred_at, order_source, order_stream, order_position, part),
     page as (
       select * from once
       where $2::timestamptz is null or (occurred_at, order_source, order_stream, order_position, part) > ($2, $3, $4, $5, $6)
       order by occurred_at, order_source, order_stream, order_position, part limit $7)
     select event.case_id, ${TRACE_COLUMNS}, event.projected_at, position, record_key, headers,
            substring(event.value from 1 for $8) as value, octet_length(event.value) as stored_bytes,
            source.name as source, topic, stream.name as stream
     from page join event using (case_id, stream_id, position, part)
     join stream using (stream_id) join source using (source_id)
     order by event.occurred_at, event.order_source, event.order_stream, event.order_position, event.part`,
    [
      caseId,
      after === null ? null : new Date(after[0]),
      ...(after ?? NOWHERE).slice(1),
      limit,
      bytesMax,
      eventId ?? null,
    ],
  );
  return toStoredEvents(sql, rows);
}

/** Rows with the words that they have by number. */
export async function toStoredEvents(sql: Sql, rows: readonly CaseEventRow[]): Promise<readonly StoredCaseEvent[]> {
  const words = createDictionaries(sql);
  await words.recall({
    activityIds: rows.flatMap((row) => (row.activity_id === null ? [] : [row.activity_id])),
    definitionIds: rows.flatMap((row) => (row.definition_id === null ? [] : [row.definition_id])),
  });
  return rows.map((row) => ({
    event: toEvent(row, words),
    projectedAt: row.projected_at,
    record: {
      source: row.source,
      topic: row.topic,
      stream: row.stream,
      position: row.position,
      key: row.record_key,
      headers: row.headers,
      value: row.value,
      storedBytes: row.stored_bytes ?? 0,
    },
  }));
}

const NOWHERE: EventPlace = [0, "", "", 0, 0];

/** When each event of the case was projected, by event id. */
export async function readProjectedAt(sql: Sql, caseId: string, limit: number): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql.query<{ event_id: string; projected_at: Date }>(
    `select event_id, min(projected_at) as projected_at
     from correlation_key as known join event on event.case_id = known.key_id where known.case_id = $1
     group by event_id limit $2`,
    [caseId, limit],
  );
  return new Map(rows.map((row) => [row.event_id, row.projected_at]));
}
