import type { Sql } from "../database";

export type EventLookup = { readonly eventId: string; readonly keyIds: readonly string[] };

/** Of events with their LINK keys, the ids of those that one of the cases of these keys has already. */
export async function readKnownEvents(sql: Sql, lookups: readonly EventLookup[]): Promise<ReadonlySet<string>> {
  const pairs = lookups.flatMap(({ eventId, keyIds }) => keyIds.map((keyId) => ({ eventId, keyId })));
  if (pairs.length === 0) return new Set();
  const { rows } = await sql.query<{ event_id: string }>(
    `select distinct event.event_id
     from unnest($1::uuid[], $2::text[]) as given (key_id, event_id)
       join correlation_key as known on known.key_id = given.key_id
       join correlation_key as alias on alias.case_id = known.case_id
       join event on event.case_id = alias.key_id and event.event_id = given.event_id`,
    [pairs.map(({ keyId }) => keyId), pairs.map(({ eventId }) => eventId)],
  );
  return new Set(rows.map(({ event_id }) => event_id));
}
