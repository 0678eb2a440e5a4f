import { type CaseId, toCaseId } from "@/lib/domain/identifiers";
import type { Sql } from "./database";

/**
 * What deleted cases had added to the rollups is kept apart, in rows of this shard: readers sum over shards and see no
 * difference; a rebuild, which cannot make it anew without the events, takes these rows over.
 */
export const RETAINED_SHARD = -1;

const UNCORRELATED = "00000000-0000-0000-0000-000000000000";

export type EndedCase = { readonly caseId: CaseId; readonly startedAt: Date };

/** Cases that ended before a time, the oldest start first: in the order of an index, a page at a time. */
export async function readEndedCases(
  sql: Sql,
  { before, after, limit }: { readonly before: Date; readonly after: EndedCase | null; readonly limit: number },
): Promise<readonly EndedCase[]> {
  const { rows } = await sql.query<{ case_id: string; started_at: Date }>(
    `select case_id, started_at from process_case
     where started_at < $1 and status <> 'active' and coalesce(ended_at, last_at) < $1 and last_at < $1
       and ($2::timestamptz is null or (started_at >= $2 and (started_at > $2 or case_id > $3::uuid)))
     order by started_at, case_id limit $4`,
    [before, after?.startedAt ?? null, after?.caseId ?? UNCORRELATED, limit],
  );
  return rows.map((row) => ({ caseId: toCaseId(row.case_id), startedAt: row.started_at }));
}

export async function countEndedCases(sql: Sql, before: Date): Promise<number> {
  const { rows } = await sql.query<{ cases: number }>(
    `select count(*) as cases from process_case
     where started_at < $1 and status <> 'active' and coalesce(ended_at, last_at) < $1 and last_at < $1`,
    [before],
  );
  return rows[0]?.cases ?? 0;
}

/** Locks those of the cases that nobody works on and that have still ended; the others are left for the next time. */
export async function lockEndedCases(tx: Sql, caseIds: readonly CaseId[], before: Date): Promise<readonly CaseId[]> {
  const { rows } = await tx.query<{ case_id: string }>(
    `select case_id from process_case where case_id = any($1::uuid[]) and status <> 'active' and last_at < $2
     order by case_id for update skip locked`,
    [caseIds, before],
  );
  return rows.map((row) => toCaseId(row.case_id));
}

/** Deletes locked cases with their events, keys and parts. Returns how many events there were. */
export async function deleteCases(tx: Sql, caseIds: readonly CaseId[]): Promise<number> {
  const { rowCount } = await tx.query(
    `delete from event using correlation_key as known
     where event.case_id = known.key_id and known.case_id = any($1::uuid[])`,
    [caseIds],
  );
  for (const table of PARTS) await tx.query(`delete from ${table} where case_id = any($1::uuid[])`, [caseIds]);
  return rowCount ?? 0;
}

const PARTS = [
  "process_instance",
  "open_element",
  "incident",
  "case_shared_key",
  "correlation_key",
  "process_case",
] as const;

/** A portion of the events that never belonged to a case, by the time of their records. */
export async function deleteUncorrelated(sql: Sql, before: Date, limit: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from event where case_id = '${UNCORRELATED}' and ctid = any(array(
       select ctid from event where case_id = '${UNCORRELATED}' and recorded_at < $1 limit $2))`,
    [before, limit],
  );
  return rowCount ?? 0;
}

/** How many blocks the events fill: payloads are gone through block by block, for no index knows their age. */
export async function countEventBlocks(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ blocks: number }>(
    "select pg_relation_size('event') / current_setting('block_size')::bigint as blocks",
  );
  return rows[0]?.blocks ?? 0;
}

/** Drops key, headers and value of the records of some blocks that are older; what was decoded of them stays. */
export async function expirePayloads(
  sql: Sql,
  { before, from, until }: { readonly before: Date; readonly from: number; readonly until: number },
): Promise<number> {
  const { rowCount } = await sql.query(
    `update event set value = null, headers = null, record_key = null
     where ctid >= $2::text::tid and ctid < $3::text::tid and recorded_at < $1
       and (value is not null or headers is not null or record_key is not null)`,
    [before, `(${from},0)`, `(${until},0)`],
  );
  return rowCount ?? 0;
}

export async function countPayloads(sql: Sql, before: Date): Promise<number> {
  const { rows } = await sql.query<{ events: number }>(
    `select count(*) as events from event where recorded_at < $1
       and (value is not null or headers is not null or record_key is not null)`,
    [before],
  );
  return rows[0]?.events ?? 0;
}
