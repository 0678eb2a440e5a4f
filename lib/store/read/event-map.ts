import type { Sql } from "../database";
import type { Hours } from "./process-totals";

export type OfProcess = Hours & { readonly processId: number | null };

export type ActivityCount = { readonly activityId: number; readonly count: number };
export type EdgeCount = {
  readonly from: number;
  readonly to: number;
  readonly kind: "orchestrated" | "choreographed" | "message";
  readonly count: number;
  readonly totalMs: number;
};

const WITHIN = `($1::int is null or process_id = $1) and hour >= coalesce($2::timestamptz, '-infinity') and hour < coalesce($3::timestamptz, 'infinity')`;

/** How often each activity occurred within the hours. */
export async function readActivityCounts(sql: Sql, of: OfProcess): Promise<readonly ActivityCount[]> {
  const { rows } = await sql.query<{ activity_id: number; count: number }>(
    `select activity_id, sum(occurrences) as count from activity_rollup where ${WITHIN}
     group by activity_id having sum(occurrences) > 0`,
    [of.processId, of.from, of.to],
  );
  return rows.map((row) => ({ activityId: row.activity_id, count: row.count }));
}

type EdgeRow = { from_id: number; to_id: number; kind: EdgeCount["kind"]; count: number; total_ms: number };

/** How often one activity directly followed another in a case; the hour is that of the later one. */
export async function readEdgeCounts(sql: Sql, of: OfProcess): Promise<readonly EdgeCount[]> {
  const { rows } = await sql.query<EdgeRow>(
    `select from_activity_id as from_id, to_activity_id as to_id, kind, sum(occurrences) as count, sum(total_ms) as total_ms
     from edge_rollup where ${WITHIN}
     group by from_activity_id, to_activity_id, kind having sum(occurrences) > 0`,
    [of.processId, of.from, of.to],
  );
  return rows.map((row) => ({
    from: row.from_id,
    to: row.to_id,
    kind: row.kind,
    count: row.count,
    totalMs: row.total_ms,
  }));
}

export type EdgeBucket = Pick<EdgeCount, "from" | "to" | "kind" | "count"> & { readonly bucket: number };

/** Histogram rows of the time between the two. */
export async function readEdgeDurations(sql: Sql, of: OfProcess): Promise<readonly EdgeBucket[]> {
  const { rows } = await sql.query<Omit<EdgeRow, "total_ms"> & { bucket: number }>(
    `select from_activity_id as from_id, to_activity_id as to_id, kind, bucket, sum(occurrences) as count
     from edge_duration_rollup where ${WITHIN}
     group by from_activity_id, to_activity_id, kind, bucket having sum(occurrences) > 0`,
    [of.processId, of.from, of.to],
  );
  return rows.map((row) => ({
    from: row.from_id,
    to: row.to_id,
    kind: row.kind,
    bucket: row.bucket,
    count: row.count,
  }));
}

/** The first hour within the range in which anything happened; null when nothing did. */
export async function readFirstHour(sql: Sql, of: OfProcess): Promise<Date | null> {
  const { rows } = await sql.query<{ first: Date | null }>(
    `select min(hour) as first from activity_rollup where ${WITHIN} and occurrences > 0`,
    [of.processId, of.from, of.to],
  );
  return rows[0]?.first ?? null;
}
