import type { Sql } from "../database";

/** Payloads of events of cases, as text; what is no UTF-8 or was dropped is left out. */
export async function readPayloads(
  sql: Sql,
  caseIds: readonly string[],
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ event_id: string; value: Buffer }>(
    `select event_id, event.value
     from correlation_key as known join event on event.case_id = known.key_id
     where known.case_id = any($1::uuid[]) and event_id = any($2::text[])
       and event.value is not null and octet_length(event.value) <= 65536`,
    [caseIds, eventIds],
  );
  return new Map(rows.map(({ event_id, value }) => [event_id, value.toString("utf8")]));
}
