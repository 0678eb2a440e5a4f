import type { Sql } from "../database";

export type StoredAlias = { readonly formerId: string; readonly name: string; readonly value: string };

const ALIASES_MAX = 200;

/**
 * Ids under which events of the case were appended while it was still a case of its own: a case's id is that of its leading
 * key, and events stay at the home they were appended to. One look into the log for each key of the case.
 */
export async function readAliases(sql: Sql, caseId: string): Promise<readonly StoredAlias[]> {
  const { rows } = await sql.query<{ key_id: string; name: string; value: string }>(
    `select key_id, name, value from correlation_key as known
     where case_id = $1 and key_id <> $1 and exists (select from event where event.case_id = known.key_id)
     order by name, value limit ${ALIASES_MAX}`,
    [caseId],
  );
  return rows.map(({ key_id, name, value }) => ({ formerId: key_id, name, value }));
}
