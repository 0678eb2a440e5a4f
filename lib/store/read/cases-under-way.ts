import type { Sql } from "../database";

type UnderWay = {
  /** Cases with process instances of these definitions; null: all cases. */
  readonly definitionIds: readonly number[] | null;
  /** Cases of this observed process; null: of any. */
  readonly processId: number | null;
  readonly heardAfter: Date;
  readonly begunBefore: Date;
  readonly limit: number;
};

/**
 * Cases that began before an instant and have an event after another. Nothing indexes when a case was last heard of, for it changes with every event;
 * but an ended case did not take longer than the longest that began in its hour, which the histogram of cases knows. That
 * leaves the hours whose cases can reach the instant, and of the cases that are still open those that began less than a day
 * before it, and those of which is known on which day they were last heard of.
 */
export async function readCasesUnderWay(
  sql: Sql,
  { definitionIds, processId, heardAfter, begunBefore, limit }: UnderWay,
): Promise<readonly string[]> {
  const { rows } = await sql.query<{ case_id: string }>(
    `with since as (
       select coalesce(min(hour), $2::timestamptz) - interval '1 hour' as hour from case_duration_rollup
       where hour < $2 and bucket >= 0
         and (case when bucket < 128 then bucket else (bucket - 64 * (bucket / 64 - 1) + 1) * power(2, bucket / 64 - 1) end)
             >= extract(epoch from $1::timestamptz - hour) * 1000 - 7200000)
     select case_id from (
       select case_id, started_at from process_case
       where started_at >= (select hour from since) and started_at < $2 and last_at > $1 and ($5::int is null or process_id = $5)
       union all
       select case_id, started_at from process_case
       where status = 'active' and heard_day is null and started_at >= $1::timestamptz - interval '24 hours'
         and started_at < (select hour from since) and last_at > $1 and ($5::int is null or process_id = $5)
       union all
       select case_id, started_at from process_case
       where status = 'active' and heard_day >= floor(extract(epoch from $1::timestamptz) / 86400)::int
         and started_at < (select hour from since) and last_at > $1 and ($5::int is null or process_id = $5)) as under_way
     where $3::int[] is null or exists (
       select from process_instance where process_instance.case_id = under_way.case_id and definition_id = any($3::int[]))
     order by started_at desc, case_id limit $4`,
    [heardAfter, begunBefore, definitionIds, limit, processId],
  );
  return rows.map(({ case_id }) => case_id);
}
