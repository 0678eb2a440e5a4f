import type { SagaState } from "@/lib/domain/saga-rule";
import type { Sql } from "../database";
import { Conditions } from "./conditions";

export type StoredSaga = {
  readonly caseId: string;
  readonly caseLabel: string;
  readonly process: string;
  readonly state: string;
  readonly changedAt: Date;
  readonly steps: unknown;
};

export type SagaFilter = { readonly state: SagaState; readonly processId: number | null };
export type SagaPlace = { readonly changedAt: Date; readonly caseId: string };

type Row = {
  case_id: string;
  lead_name: string;
  lead_value: string;
  process: string;
  state: string;
  changed_at: Date;
  steps: unknown;
};

/** Sagas in a state, the latest change first, along an index. Those that became part of another case are left out. */
export async function readSagas(
  sql: Sql,
  { state, processId }: SagaFilter,
  { after, limit }: { readonly after: SagaPlace | null; readonly limit: number },
): Promise<readonly StoredSaga[]> {
  const conditions = new Conditions().when("saga_case.state = $", state).when("saga_case.process_id = $", processId);
  if (after !== null) {
    const [at, id] = [conditions.parameter(after.changedAt), conditions.parameter(after.caseId)];
    conditions.always(`changed_at <= ${at} and (changed_at < ${at} or case_id > ${id}::uuid)`);
  }
  const { rows } = await sql.query<Row>(
    `select case_id, lead_name, lead_value, process.name as process, saga_case.state, changed_at, steps
     from saga_case join process_case using (case_id) join process on process.process_id = saga_case.process_id
     where ${conditions.where} order by changed_at desc, case_id limit ${conditions.parameter(limit)}`,
    conditions.values,
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    caseLabel: `${row.lead_name}:${row.lead_value}`,
    process: row.process,
    state: row.state,
    changedAt: row.changed_at,
    steps: row.steps,
  }));
}

/** How many stand in each of these states, counted along an index up to a bound: a million that went well need no counting. */
export async function countSagas(
  sql: Sql,
  processId: number | null,
  { states, countMax }: { readonly states: readonly SagaState[]; readonly countMax: number },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql.query<{ state: string; count: number }>(
    `select wanted.state, counted.count
     from unnest($1::text[]) as wanted (state) cross join lateral (
       select count(*)::int as count from (
         select from saga_case where saga_case.state = wanted.state and ($2::int is null or process_id = $2) limit $3
       ) as bounded) as counted`,
    [states, processId, countMax + 1],
  );
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** Fewer tell nothing of how long it takes. */
const HISTORY_MIN = 20;
const HISTORY_MAX = 300;

/** The longest that the newest sagas of a process took to take back what was done; null: too few did. */
export async function readUsualUndoing(sql: Sql, process: string): Promise<number | null> {
  const { rows } = await sql.query<{ usual_ms: number | null }>(
    `select case when count(*) >= ${HISTORY_MIN} then max(undone_ms) end as usual_ms
     from (select undone_ms from saga_case
           where process_id = (select process_id from process where name = $1) and state = 'compensated'
           order by changed_at desc limit ${HISTORY_MAX}) as newest`,
    [process],
  );
  return rows[0]?.usual_ms ?? null;
}
