import type { Sql } from "../database";

export type GroupComment = {
  readonly id: string;
  readonly writtenAt: Date;
  readonly author: string;
  readonly text: string;
};

export async function insertGroupComment(
  tx: Sql,
  fingerprint: string,
  { writtenAt, author, text }: Omit<GroupComment, "id">,
): Promise<void> {
  await tx.query("insert into incident_comment (fingerprint, written_at, author, comment) values ($1, $2, $3, $4)", [
    fingerprint,
    writtenAt,
    author,
    text,
  ]);
}

/** The comments of a group, the latest first. */
export async function readGroupComments(
  sql: Sql,
  fingerprint: string,
  limit: number,
): Promise<readonly GroupComment[]> {
  const { rows } = await sql.query<{ id: string; written_at: Date; author: string; comment: string }>(
    `select comment_id::text as id, written_at, author, comment from incident_comment
     where fingerprint = $1 order by comment_id desc limit $2`,
    [fingerprint, limit],
  );
  return rows.map(({ id, written_at: writtenAt, author, comment: text }) => ({ id, writtenAt, author, text }));
}

export async function countGroupComments(
  sql: Sql,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql.query<{ fingerprint: string; comments: number }>(
    `select fingerprint::text as fingerprint, count(*) as comments from incident_comment
     where fingerprint = any($1::uuid[]) group by fingerprint`,
    [fingerprints],
  );
  return new Map(rows.map(({ fingerprint, comments }) => [fingerprint, comments]));
}
