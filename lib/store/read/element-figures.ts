import type { Sql } from "../database";
import type { Hours } from "./process-totals";

export type OfDefinitions = Hours & { readonly definitionIds: readonly number[] };

export type ElementSums = {
  readonly elementId: string;
  readonly entered: number;
  readonly completed: number;
  readonly terminated: number;
  readonly incidentsOpened: number;
  readonly incidentsResolved: number;
  readonly totalMs: number;
};

type Row = {
  element_id: string;
  entered: number;
  completed: number;
  terminated: number;
  incidents_opened: number;
  incidents_resolved: number;
  total_ms: number;
};

/** What happened in each element, of the element instances that were entered within the hours. */
export async function readElementSums(sql: Sql, of: OfDefinitions): Promise<readonly ElementSums[]> {
  const { rows } = await sql.query<Row>(
    `select element_id, sum(entered) as entered, sum(completed) as completed, sum(terminated) as terminated,
            sum(incidents_opened) as incidents_opened, sum(incidents_resolved) as incidents_resolved, sum(total_ms) as total_ms
     from element_rollup
     where definition_id = any($1::int[]) and hour >= coalesce($2::timestamptz, '-infinity') and hour < coalesce($3::timestamptz, 'infinity')
     group by element_id`,
    [of.definitionIds, of.from, of.to],
  );
  return rows.map((row) => ({
    elementId: row.element_id,
    entered: row.entered,
    completed: row.completed,
    terminated: row.terminated,
    incidentsOpened: row.incidents_opened,
    incidentsResolved: row.incidents_resolved,
    totalMs: row.total_ms,
  }));
}

export type BucketCount = { readonly id: string; readonly bucket: number; readonly count: number };

/** Histogram rows of the time inside each element. */
export async function readElementDurations(sql: Sql, of: OfDefinitions): Promise<readonly BucketCount[]> {
  const { rows } = await sql.query<BucketCount>(
    `select element_id as id, bucket, sum(occurrences) as count
     from element_duration_rollup
     where definition_id = any($1::int[]) and hour >= coalesce($2::timestamptz, '-infinity') and hour < coalesce($3::timestamptz, 'infinity')
     group by element_id, bucket`,
    [of.definitionIds, of.from, of.to],
  );
  return rows;
}

/** How often each sequence flow was taken. */
export async function readFlowCounts(
  sql: Sql,
  of: OfDefinitions,
): Promise<readonly { readonly flowId: string; readonly count: number }[]> {
  const { rows } = await sql.query<{ flow_id: string; count: number }>(
    `select flow_id, sum(taken) as count
     from flow_rollup
     where definition_id = any($1::int[]) and hour >= coalesce($2::timestamptz, '-infinity') and hour < coalesce($3::timestamptz, 'infinity')
     group by flow_id having sum(taken) > 0 order by flow_id`,
    [of.definitionIds, of.from, of.to],
  );
  return rows.map((row) => ({ flowId: row.flow_id, count: row.count }));
}
