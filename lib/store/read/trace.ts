import type { Event } from "@/lib/domain/event";
import type { Sql } from "../database";
import { createDictionaries } from "../projection/dictionaries";
import { TRACE_COLUMNS, type TraceRow, toEvent } from "../projection/event-row";

/** The first events of a case in canonical order, repeats included; at most so many. */
export async function readTrace(sql: Sql, caseId: string, limit: number): Promise<readonly Event[]> {
  const { rows } = await sql.query<TraceRow>(
    `select known.case_id, ${TRACE_COLUMNS}
     from correlation_key as known join event on event.case_id = known.key_id where known.case_id = $1
     order by event.occurred_at, order_source, order_stream, order_position, part limit $2`,
    [caseId, limit],
  );
  return toEvents(sql, rows);
}

type Until = { readonly until: Date; readonly limit: number };

/** The same up to an instant, which is included. */
export async function readTraceUntil(sql: Sql, caseId: string, { until, limit }: Until): Promise<readonly Event[]> {
  const { rows } = await sql.query<TraceRow>(
    `select known.case_id, ${TRACE_COLUMNS}
     from correlation_key as known join event on event.case_id = known.key_id
     where known.case_id = $1 and event.occurred_at <= $2
     order by event.occurred_at, order_source, order_stream, order_position, part limit $3`,
    [caseId, until, limit],
  );
  return toEvents(sql, rows);
}

async function toEvents(sql: Sql, rows: readonly TraceRow[]): Promise<readonly Event[]> {
  const words = createDictionaries(sql);
  await words.recall({
    activityIds: rows.flatMap((row) => (row.activity_id === null ? [] : [row.activity_id])),
    definitionIds: rows.flatMap((row) => (row.definition_id === null ? [] : [row.definition_id])),
  });
  return rows.map((row) => toEvent(row, words));
}
