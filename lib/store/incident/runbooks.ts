import type { Sql } from "../database";

export type StoredRunbook = {
  readonly scope: string;
  readonly markdown: string;
  readonly savedAt: Date;
  readonly savedBy: string;
};

export async function readRunbooks(sql: Sql, scopes: readonly string[]): Promise<readonly StoredRunbook[]> {
  const { rows } = await sql.query<{ scope: string; markdown: string; saved_at: Date; saved_by: string }>(
    "select scope, markdown, saved_at, saved_by from runbook where scope = any($1::text[])",
    [scopes],
  );
  return rows.map(({ scope, markdown, saved_at: savedAt, saved_by: savedBy }) => ({
    scope,
    markdown,
    savedAt,
    savedBy,
  }));
}

export async function saveRunbook(tx: Sql, { scope, markdown, savedAt, savedBy }: StoredRunbook): Promise<void> {
  await tx.query(
    `insert into runbook (scope, markdown, saved_at, saved_by) values ($1, $2, $3, $4)
     on conflict (scope) do update set markdown = excluded.markdown, saved_at = excluded.saved_at, saved_by = excluded.saved_by`,
    [scope, markdown, savedAt, savedBy],
  );
}

export async function deleteRunbook(tx: Sql, scope: string): Promise<void> {
  await tx.query("delete from runbook where scope = $1", [scope]);
}
