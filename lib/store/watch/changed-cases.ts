import type { Sql } from "../database";

export type CaseToLookAt = { readonly caseId: string; readonly processId: number };

/** The instant up to which events were looked at; null: nothing was, ever. */
export async function readWatchedUntil(sql: Sql): Promise<Date | null> {
  const { rows } = await sql.query<{ until: Date | null }>(
    "select nullif(projected_until, '-infinity') as until from watch_progress",
  );
  return rows[0]?.until ?? null;
}

export async function putWatchedUntil(sql: Sql, until: Date): Promise<void> {
  await sql.query(
    `insert into watch_progress (projected_until) values ($1)
     on conflict (singleton) do update set projected_until = excluded.projected_until`,
    [until],
  );
}

/** Cases that got events in a stretch of projection time. Over the block ranges of that time, a few pages of the log. */
export async function readCasesWithNews(sql: Sql, from: Date, to: Date): Promise<readonly string[]> {
  const { rows } = await sql.query<{ case_id: string }>(
    `select distinct known.case_id
     from (select distinct case_id from event where projected_at > $1 and projected_at <= $2) as heard
     join correlation_key as known on known.key_id = heard.case_id`,
    [from, to],
  );
  return rows.map(({ case_id }) => case_id);
}

/** The newest cases, of all or of the open ones alone: where looking begins. */
export async function readNewestCases(
  sql: Sql,
  { limit, isOpenOnly }: { readonly limit: number; readonly isOpenOnly: boolean },
): Promise<readonly string[]> {
  const { rows } = await sql.query<{ case_id: string }>(
    isOpenOnly
      ? `select case_id from process cross join lateral (
           select case_id from process_case where process_case.process_id = process.process_id and status = 'active'
           order by started_at desc, case_id limit $1) as newest`
      : "select case_id from process_case order by started_at desc, case_id limit $1",
    [limit],
  );
  return rows.map(({ case_id }) => case_id);
}

/** Their processes, of those that are not too long to be looked at. */
export async function readCasesToLookAt(
  sql: Sql,
  caseIds: readonly string[],
  eventsMax: number,
): Promise<readonly CaseToLookAt[]> {
  const { rows } = await sql.query<{ case_id: string; process_id: number }>(
    "select case_id, process_id from process_case where case_id = any($1::uuid[]) and event_count <= $2",
    [caseIds, eventsMax],
  );
  return rows.map((row) => ({ caseId: row.case_id, processId: row.process_id }));
}

/** The newest cases of a process that are over: they tell what is usual in it. */
export async function readUsualCases(
  sql: Sql,
  processId: number,
  { limit, eventsMax }: { readonly limit: number; readonly eventsMax: number },
): Promise<readonly string[]> {
  const { rows } = await sql.query<{ case_id: string }>(
    `select case_id from (
       select case_id, status, event_count from process_case where process_id = $1
       order by started_at desc, case_id limit 5000) as newest
     where status <> 'active' and event_count <= $3 limit $2`,
    [processId, limit, eventsMax],
  );
  return rows.map(({ case_id }) => case_id);
}
