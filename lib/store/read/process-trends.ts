import type { Sql } from "../database";

/** `id` is a definition's or a process's number. `ended`: of those that started in that hour. */
export type TrendPoint = { readonly id: number; readonly hour: Date; readonly started: number; readonly ended: number };

type Row = { id: number; hour: Date; started: number; ended: number };

export async function readInstanceTrend(sql: Sql, since: Date): Promise<readonly TrendPoint[]> {
  const { rows } = await sql.query<Row>(
    `select definition_id as id, hour, sum(started) as started, sum(completed + terminated) as ended
     from instance_rollup where hour >= $1
     group by definition_id, hour order by hour`,
    [since],
  );
  return rows;
}

export async function readCaseTrend(sql: Sql, since: Date): Promise<readonly TrendPoint[]> {
  const { rows } = await sql.query<Row>(
    `select process_id as id, hour, sum(cases) as started, sum(ended + canceled) as ended
     from case_rollup where hour >= $1
     group by process_id, hour order by hour`,
    [since],
  );
  return rows;
}

/** The latest start, and whether what started was played from a recording. */
export type LatestStart = { readonly id: number; readonly startedAt: Date; readonly isRecorded: boolean };
type LatestRow = { id: number; started_at: Date; recorded: boolean };

const RECORDED = `coalesce((
  select source.recorded from correlation_key as known
  join event on event.case_id = known.key_id join stream using (stream_id) join source using (source_id)
  where known.case_id = latest.case_id limit 1), false)`;

export async function readLatestInstances(sql: Sql): Promise<readonly LatestStart[]> {
  const { rows } = await sql.query<LatestRow>(
    `select definition_id as id, latest.started_at, ${RECORDED} as recorded
     from process_definition cross join lateral (
       select started_at, case_id from process_instance
       where process_instance.definition_id = process_definition.definition_id
       order by started_at desc, case_id limit 1) as latest`,
  );
  return rows.map(toLatest);
}

export async function readLatestCases(sql: Sql): Promise<readonly LatestStart[]> {
  const { rows } = await sql.query<LatestRow>(
    `select process_id as id, latest.started_at, ${RECORDED} as recorded
     from process cross join lateral (
       select started_at, case_id from process_case
       where process_case.process_id = process.process_id
       order by started_at desc, case_id limit 1) as latest`,
  );
  return rows.map(toLatest);
}

const toLatest = (row: LatestRow): LatestStart => ({ id: row.id, startedAt: row.started_at, isRecorded: row.recorded });
