import type { Sql } from "../database";

/** How often each group was seen by hour before `now`, the latest hour first; all incidents, resolved ones too. */
export async function readGroupTrends(
  sql: Sql,
  {
    fingerprints,
    now,
    hours,
  }: { readonly fingerprints: readonly string[]; readonly now: Date; readonly hours: number },
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { rows } = await sql.query<{ fingerprint: string; ago: number; incidents: number }>(
    `select fingerprint::text as fingerprint, floor(extract(epoch from $2::timestamptz - opened_at) / 3600)::int as ago,
            count(*) as incidents
     from incident
     where fingerprint = any($1::uuid[]) and opened_at > $2::timestamptz - $3::int * interval '1 hour' and opened_at <= $2
     group by 1, 2`,
    [fingerprints, now, hours],
  );
  const trends = new Map<string, number[]>();
  for (const { fingerprint, ago, incidents } of rows) {
    const trend = trends.get(fingerprint) ?? new Array<number>(hours).fill(0);
    trend[ago] = incidents;
    trends.set(fingerprint, trend);
  }
  return trends;
}

/** When each group was first seen after an instant of its own; groups that were not are left out. */
export async function readSeenAfter(sql: Sql, instants: ReadonlyMap<string, Date>): Promise<ReadonlyMap<string, Date>> {
  if (instants.size === 0) return new Map();
  const { rows } = await sql.query<{ fingerprint: string; seen_at: Date }>(
    `select incident.fingerprint::text as fingerprint, min(opened_at) as seen_at
     from incident join unnest($1::uuid[], $2::timestamptz[]) as past (fingerprint, at) on past.fingerprint = incident.fingerprint
     where opened_at > past.at group by incident.fingerprint`,
    [[...instants.keys()], [...instants.values()]],
  );
  return new Map(rows.map(({ fingerprint, seen_at: seenAt }) => [fingerprint, seenAt]));
}

export type CameBack = { readonly resolvedAt: Date; readonly seenAt: Date };

/** Groups whose incidents had all been resolved, and that opened again after that; looks back to `since`. */
export async function readCameBack(
  sql: Sql,
  fingerprints: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, CameBack>> {
  const { rows } = await sql.query<{ fingerprint: string; resolved_at: Date; seen_at: Date }>(
    `select fingerprint::text as fingerprint, max(resolved_at) as resolved_at,
            min(opened_at) filter (where resolved_at is null) as seen_at
     from incident where fingerprint = any($1::uuid[]) and opened_at > $2
     group by fingerprint having min(opened_at) filter (where resolved_at is null) > max(resolved_at)`,
    [fingerprints, since],
  );
  return new Map(rows.map((row) => [row.fingerprint, { resolvedAt: row.resolved_at, seenAt: row.seen_at }]));
}

/** How people name cases, `orderId:42`. */
export async function readCaseLabels(sql: Sql, caseIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ case_id: string; label: string }>(
    "select case_id, lead_name || ':' || lead_value as label from process_case where case_id = any($1::uuid[])",
    [caseIds],
  );
  return new Map(rows.map(({ case_id: caseId, label }) => [caseId, label]));
}
