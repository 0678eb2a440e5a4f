import type { Sql } from "../database";

export type WatchedProcess = {
  readonly processId: number;
  readonly name: string;
  /** Names of the sources that its newest cases have events of. */
  readonly sources: readonly string[];
  /** The newest event of its newest cases. */
  readonly newestAt: Date;
};

type Row = { process_id: number; name: string; sources: string[]; newest_at: Date };

/** Every process that has cases, with where they come from, told from a bounded number of the newest. */
export async function readWatchedProcesses(sql: Sql): Promise<readonly WatchedProcess[]> {
  const { rows } = await sql.query<Row>(
    `select process_id, process.name, sources, newest_at
     from process
     cross join lateral (
       select max(last_at) as newest_at from (
         select last_at from process_case where process_case.process_id = process.process_id
         order by started_at desc, case_id limit 2000) as newest) as latest
     cross join lateral (
       select array_agg(distinct source.name) as sources
       from (select case_id from process_case where process_case.process_id = process.process_id
             order by started_at desc, case_id limit 50) as newest
       join correlation_key as known using (case_id)
       cross join lateral (select distinct stream_id from (
         select stream_id from event where event.case_id = known.key_id limit 50) as few) as heard
       join stream using (stream_id) join source using (source_id)) as origin
     where newest_at is not null
     order by process_id`,
  );
  return rows.map((row) => ({
    processId: row.process_id,
    name: row.name,
    sources: row.sources ?? [],
    newestAt: row.newest_at,
  }));
}
