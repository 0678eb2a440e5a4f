import type { Sql } from "../database";

type Found = readonly string[];
type Row = { case_id: string };

/** Newest are what a person means when too many match. */
const NEWEST = "join process_case using (case_id) order by process_case.started_at desc, process_case.case_id limit";

/** Cases that have a key with exactly this value, of a name or (null) of any. */
export async function findCasesByKey(
  sql: Sql,
  key: { readonly name: string | null; readonly value: string },
  limit: number,
): Promise<Found> {
  const { rows } = await sql.query<Row>(
    `select case_id from (
       select case_id from correlation_key where value = $1 and ($2::text is null or name = $2)
       union
       select case_id from case_shared_key where value = $1 and ($2::text is null or name = $2)
     ) as found ${NEWEST} $3`,
    [key.value, key.name, limit],
  );
  return rows.map((row) => row.case_id);
}

/** Cases that have a key whose value begins so. `~>=~` orders by bytes, as the index does, whatever the collation. */
export async function findCasesByKeyPrefix(
  sql: Sql,
  key: { readonly name: string | null; readonly value: string },
  limit: number,
): Promise<Found> {
  const pattern = `${key.value.replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql.query<Row>(
    `select case_id from (
       (select case_id from correlation_key where value like $1 and ($2::text is null or name = $2) limit $4)
       union
       (select case_id from case_shared_key where value like $1 and ($2::text is null or name = $2) limit $4)
     ) as found ${NEWEST} $3`,
    [pattern, key.name, limit, limit * 4],
  );
  return rows.map((row) => row.case_id);
}

/** The case that an id leads to now: each id that a case ever had is the id of one of its keys. */
export async function resolveCaseId(sql: Sql, caseId: string): Promise<string | null> {
  const { rows } = await sql.query<Row>("select case_id from correlation_key where key_id = $1", [caseId]);
  return rows[0]?.case_id ?? null;
}
