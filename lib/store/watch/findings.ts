import type { Sql, Transaction } from "../database";

export type FoundRow = {
  readonly caseId: string;
  readonly kind: string;
  readonly subject: string;
  readonly processId: number;
  readonly detail: string;
  readonly evidence: readonly string[];
};

/** A finding of a type as a whole is not one of the case that it was seen in. */
const OF_TYPES = "payload-shape";

/** Puts what was found in these cases in the place of what was known of them. How many rows changed. */
export async function replaceFindings(
  tx: Transaction,
  caseIds: readonly string[],
  found: readonly FoundRow[],
): Promise<number> {
  const keys = [found.map(({ caseId }) => caseId), found.map(({ kind }) => kind), found.map(({ subject }) => subject)];
  const gone = await tx.query(
    `delete from finding as known where case_id = any($1::uuid[]) and kind <> '${OF_TYPES}' and not exists (
       select from unnest($2::uuid[], $3::text[], $4::text[]) as found (case_id, kind, subject)
       where found.case_id = known.case_id and found.kind = known.kind and found.subject = known.subject)`,
    [caseIds, ...keys],
  );
  return (gone.rowCount ?? 0) + (await putFindings(tx, found));
}

/** Writes findings down; what is known already keeps the instant when it was first seen. How many rows changed. */
export async function putFindings(sql: Sql, found: readonly FoundRow[]): Promise<number> {
  if (found.length === 0) return 0;
  const { rowCount } = await sql.query(
    `insert into finding as known (case_id, kind, subject, process_id, detail, evidence)
     select case_id, kind, subject, process_id, detail, evidence::jsonb
     from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[])
       as found (case_id, kind, subject, process_id, detail, evidence)
     order by case_id, kind, subject
     on conflict (case_id, kind, subject) do update set
       process_id = excluded.process_id, detail = excluded.detail, evidence = excluded.evidence
     where (known.process_id, known.detail, known.evidence) is distinct from (excluded.process_id, excluded.detail, excluded.evidence)`,
    [
      found.map(({ caseId }) => caseId),
      found.map(({ kind }) => kind),
      found.map(({ subject }) => subject),
      found.map(({ processId }) => processId),
      found.map(({ detail }) => detail),
      found.map(({ evidence }) => JSON.stringify(evidence)),
    ],
  );
  return rowCount ?? 0;
}

/** A type and topic has one such finding, whichever case showed it first. */
export async function readKnownShapes(sql: Sql): Promise<readonly string[]> {
  const { rows } = await sql.query<{ subject: string }>("select subject from finding where kind = $1", [OF_TYPES]);
  return rows.map(({ subject }) => subject);
}

/** Cases that are there no more, or became part of another, have no findings. */
export async function deleteOrphanedFindings(sql: Sql): Promise<number> {
  const { rowCount } = await sql.query(
    "delete from finding where not exists (select from process_case where process_case.case_id = finding.case_id)",
  );
  return rowCount ?? 0;
}
