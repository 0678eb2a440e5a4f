import type { Sql } from "../database";

/** Cases that a message's own key names, without a process instance: nobody took the message. The latest first. */
export async function readMessageCases(sql: Sql, limit: number): Promise<readonly string[]> {
  const { rows } = await sql.query<{ case_id: string }>(
    `select case_id from process_case
     where lead_name = 'messageKey'
       and not exists (select from process_instance where process_instance.case_id = process_case.case_id)
     order by started_at desc, case_id limit $1`,
    [limit],
  );
  return rows.map(({ case_id }) => case_id);
}

/** Cases that have one of these values under any key, and the newest that are under way. */
export async function readCasesThatMayWait(
  sql: Sql,
  { values, limit }: { readonly values: readonly string[]; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await sql.query<{ case_id: string }>(
    `select case_id from (
       (select distinct case_id from correlation_key where value = any($1::text[]) limit $2)
       union
       (select case_id from process_case where status = 'active' order by started_at desc limit $2)) as candidate
     limit $2 * 2`,
    [values, limit],
  );
  return rows.map(({ case_id }) => case_id);
}
