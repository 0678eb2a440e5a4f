import type { Sql } from "../database";
import { type IncidentFilter, incidentConditions } from "../read/incidents";

/** A limit above this is none that anyone sets: what is over it is over. */
const COUNTED_MAX = 100_000;

/** Incidents that a filter means, counted up to 100,000. */
export async function countIncidents(sql: Sql, filter: IncidentFilter): Promise<number> {
  const conditions = incidentConditions(filter);
  const { rows } = await sql.query<{ count: number }>(
    `select count(*) as count from (
       select from incident where ${conditions.where} limit ${conditions.parameter(COUNTED_MAX)}) as incident`,
    conditions.values,
  );
  return rows[0]?.count ?? 0;
}

/** Groups of the incidents that a filter means, of which none was there before its `from`. */
export async function countNewIncidentGroups(
  sql: Sql,
  filter: IncidentFilter & { readonly from: Date },
): Promise<number> {
  const conditions = incidentConditions(filter);
  const from = conditions.parameter(filter.from);
  const { rows } = await sql.query<{ count: number }>(
    `select count(*) as count from (
       select distinct fingerprint from (
         select fingerprint from incident where ${conditions.where} limit ${conditions.parameter(COUNTED_MAX)}) as recent) as recent
     where not exists (
       select from incident as older where older.fingerprint = recent.fingerprint and older.opened_at < ${from})`,
    conditions.values,
  );
  return rows[0]?.count ?? 0;
}

/** Throughput times of ended cases of processes, by bucket, of the hours in which the cases began. */
export async function readThroughputBuckets(
  sql: Sql,
  { processIds, from }: { readonly processIds: readonly number[]; readonly from: Date },
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql.query<{ bucket: number; occurrences: number }>(
    `select bucket, sum(occurrences) as occurrences from case_duration_rollup
     where process_id = any($1::int[]) and hour >= $2 group by bucket`,
    [processIds, from],
  );
  return new Map(rows.map(({ bucket, occurrences }) => [bucket, occurrences]));
}

export type GroupDelay = { readonly oldestUnreadAt: Date | null; readonly observedAt: Date };

/** Since when records wait for consumer groups, and when that was seen; null: there is no such group. */
export async function readGroupDelay(
  sql: Sql,
  { source, group }: { readonly source: string | null; readonly group: string | null },
): Promise<GroupDelay | null> {
  const { rows } = await sql.query<{ oldestUnreadAt: Date | null; observedAt: Date | null }>(
    `select min(oldest_unread_at) filter (where lag_records > 0) as "oldestUnreadAt", max(observed_at) as "observedAt"
     from consumer_group_lag join source using (source_id)
     where ($1::text is null or source.name = $1) and ($2::text is null or group_name = $2)`,
    [source, group],
  );
  const [row] = rows;
  return row === undefined || row.observedAt === null ? null : { ...row, observedAt: row.observedAt };
}
