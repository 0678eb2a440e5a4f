import type { Sql, Transaction } from "../database";

export type SagaRow = {
  readonly caseId: string;
  readonly processId: number;
  readonly state: string;
  readonly changedAt: number;
  readonly undoneMs: number | null;
  readonly steps: readonly { readonly subject: string; readonly state: string }[];
};

/** Puts how these cases stand as sagas in the place of what was known of them. How many rows changed. */
export async function replaceSagas(
  tx: Transaction,
  caseIds: readonly string[],
  sagas: readonly SagaRow[],
): Promise<number> {
  const ids = sagas.map(({ caseId }) => caseId);
  const gone = await tx.query("delete from saga_case where case_id = any($1::uuid[]) and case_id <> all($2::uuid[])", [
    caseIds,
    ids,
  ]);
  if (sagas.length === 0) return gone.rowCount ?? 0;
  const { rowCount } = await tx.query(
    `insert into saga_case as known (case_id, process_id, state, changed_at, undone_ms, steps)
     select case_id, process_id, state, changed_at, undone_ms, steps::jsonb
     from unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[], $5::bigint[], $6::text[])
       as told (case_id, process_id, state, changed_at, undone_ms, steps)
     order by case_id
     on conflict (case_id) do update set process_id = excluded.process_id, state = excluded.state,
       changed_at = excluded.changed_at, undone_ms = excluded.undone_ms, steps = excluded.steps
     where (known.process_id, known.state, known.changed_at, known.undone_ms, known.steps)
       is distinct from (excluded.process_id, excluded.state, excluded.changed_at, excluded.undone_ms, excluded.steps)`,
    [
      ids,
      sagas.map(({ processId }) => processId),
      sagas.map(({ state }) => state),
      sagas.map(({ changedAt }) => new Date(changedAt)),
      sagas.map(({ undoneMs }) => undoneMs),
      sagas.map(({ steps }) => JSON.stringify(steps)),
    ],
  );
  return (gone.rowCount ?? 0) + (rowCount ?? 0);
}

/** Cases that are there no more, or became part of another. Goes through all of them: to be done seldom. */
export async function deleteOrphanedSagas(sql: Sql): Promise<number> {
  const { rowCount } = await sql.query(
    "delete from saga_case where not exists (select from process_case where process_case.case_id = saga_case.case_id)",
  );
  return rowCount ?? 0;
}
