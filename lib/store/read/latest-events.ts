import type { Sql } from "../database";
import { TRACE_COLUMNS } from "../projection/event-row";
import { type CaseEventRow, type StoredCaseEvent, toStoredEvents } from "./case-events";

/** The latest events of an activity, by its digest, with what their records held and the case each belongs to now. */
export async function readLatestEvents(
  sql: Sql,
  digest: string,
  { limit, bytesMax }: { readonly limit: number; readonly bytesMax: number },
): Promise<readonly { readonly caseId: string; readonly stored: StoredCaseEvent }[]> {
  const { rows } = await sql.query<CaseEventRow & { case_now: string }>(
    `with latest as (
       select * from event where activity_id = (select activity_id from activity where digest = $1::uuid)
       order by occurred_at desc limit $2)
     select event.case_id, coalesce(known.case_id, event.case_id) as case_now, ${TRACE_COLUMNS}, event.projected_at, position,
            record_key, headers, substring(event.value from 1 for $3) as value, octet_length(event.value) as stored_bytes,
            source.name as source, topic, stream.name as stream
     from latest as event left join correlation_key as known on known.key_id = event.case_id
     join stream using (stream_id) join source using (source_id)
     order by event.occurred_at desc, event.order_position desc`,
    [digest, limit, bytesMax],
  );
  const stored = await toStoredEvents(sql, rows);
  return stored.map((one, index) => ({ caseId: rows[index]?.case_now ?? "", stored: one }));
}
