import type { Sql } from "../database";

export type ProcessStanding = {
  readonly processId: number;
  /** Null: its cases are not judged, and `detail` says why. */
  readonly asOf: Date | null;
  readonly detail: string;
};

/** Says of each process up to when its cases were judged, or why they were not. */
export async function replaceProcessStandings(sql: Sql, standings: readonly ProcessStanding[]): Promise<void> {
  await sql.query(
    `with fresh as (select * from unnest($1::int[], $2::timestamptz[], $3::text[]) as row (process_id, as_of, detail)),
     gone as (delete from process_watch where process_id not in (select process_id from fresh))
     insert into process_watch (process_id, as_of, judged_at, detail)
     select process_id, as_of, now(), detail from fresh
     on conflict (process_id) do update set
       as_of = excluded.as_of, judged_at = excluded.judged_at, detail = excluded.detail`,
    [
      standings.map(({ processId }) => processId),
      standings.map(({ asOf }) => asOf),
      standings.map(({ detail }) => detail),
    ],
  );
}
