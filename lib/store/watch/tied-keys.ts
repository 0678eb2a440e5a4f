import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { Sql } from "../database";

/** Of some cases those that more LINK keys lead to than `keysMax`, the widest first. */
export async function readWideCases(
  sql: Sql,
  caseIds: readonly string[],
  { keysMax, limit }: { readonly keysMax: number; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await sql.query<{ case_id: string }>(
    `select case_id from correlation_key where case_id = any($1::uuid[])
     group by case_id having count(*) > $2 order by count(*) desc, case_id limit $3`,
    [caseIds, keysMax, limit],
  );
  return rows.map(({ case_id }) => case_id);
}

/** The keys of a case's events, of so many at most. */
export async function readKeysOfEvents(
  sql: Sql,
  caseId: string,
  limit: number,
): Promise<readonly (readonly CorrelationKey[])[]> {
  const { rows } = await sql.query<{ keys: string }>(
    `select event.keys from correlation_key as known join event on event.case_id = known.key_id
     where known.case_id = $1 limit $2`,
    [caseId, limit],
  );
  return rows.map(({ keys }) => JSON.parse(keys) as readonly CorrelationKey[]);
}
