import type { ProjectedCase } from "@/lib/project/batch";
import type { Sql } from "../database";
import type { Dictionaries } from "./dictionaries";

/** Replaces the states of cases, which come sorted by id, and takes away those that are no cases any more. */
export async function replaceCases(tx: Sql, cases: readonly ProjectedCase[], words: Dictionaries): Promise<void> {
  const absorbed = cases.flatMap((theCase) => theCase.absorbed);
  if (absorbed.length > 0) await deleteAbsorbed(tx, absorbed);
  if (cases.length === 0) return;
  const column = (of: (theCase: ProjectedCase) => unknown) => cases.map(of);
  await tx.query(
    `insert into process_case (case_id, started_at, last_at, ended_at, process_id, event_count, open_incidents, status,
       variant_id, last_activity_id, lead_priority, lead_scope, lead_name, lead_value, state)
     select * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::int[], $6::int[], $7::int[],
       $8::text[], $9::uuid[], $10::int[], $11::smallint[], $12::text[], $13::text[], $14::text[], $15::text[])
     on conflict (case_id) do update set
       started_at = excluded.started_at, last_at = excluded.last_at, ended_at = excluded.ended_at,
       process_id = excluded.process_id, event_count = excluded.event_count, open_incidents = excluded.open_incidents,
       status = excluded.status, variant_id = excluded.variant_id, last_activity_id = excluded.last_activity_id,
       lead_priority = excluded.lead_priority, lead_scope = excluded.lead_scope, lead_name = excluded.lead_name,
       lead_value = excluded.lead_value, state = excluded.state`,
    [
      column(({ caseId }) => caseId),
      column(({ state }) => toInstant(state.firstAt)),
      column(({ state }) => toInstant(state.lastAt)),
      column(({ state }) => toInstant(state.endedAt)),
      column(({ state }) => words.processId(state.process ?? "")),
      column(({ state }) => state.eventCount),
      column(({ state }) => state.incidents.filter(({ resolvedAt }) => resolvedAt === null).length),
      column(({ state }) => state.status),
      column(({ state }) => (state.variantId === "" ? null : state.variantId)),
      column(({ state }) => (state.lastActivity === null ? null : words.activityId(state.lastActivity.activity))),
      column(({ leadingKey }) => leadingKey.priority),
      column(({ leadingKey }) => leadingKey.scope),
      column(({ leadingKey }) => leadingKey.name),
      column(({ leadingKey }) => leadingKey.value),
      column(({ state }) => JSON.stringify(state)),
    ],
  );
}

/** What such a case had is among the rows of the case that it has become. */
async function deleteAbsorbed(tx: Sql, absorbed: readonly string[]): Promise<void> {
  for (const table of ["process_case", "process_instance", "open_element", "incident"]) {
    await tx.query(`delete from ${table} where case_id = any($1::uuid[])`, [absorbed]);
  }
}

export function toInstant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
