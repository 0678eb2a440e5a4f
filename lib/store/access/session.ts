import { Role } from "@/lib/domain/role";
import type { Sql } from "../database";

export async function insertSession(
  tx: Sql,
  session: { readonly hash: Uint8Array; readonly personId: string; readonly expiresAt: Date },
): Promise<void> {
  await tx.query("delete from session where expires_at < now()");
  await tx.query("insert into session (session_hash, person_id, expires_at) values ($1, $2, $3)", [
    session.hash,
    session.personId,
    session.expiresAt,
  ]);
}

export type StoredSession = {
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly seenAt: Date;
};

export async function readSession(sql: Sql, hash: Uint8Array, idleMs: number): Promise<StoredSession | null> {
  const { rows } = await sql.query<{ name: string; role: string; created_at: Date; seen_at: Date }>(
    `select name, role, session.created_at, session.seen_at
     from session join person using (person_id)
     where session_hash = $1 and expires_at > now() and seen_at > now() - $2 * interval '1 millisecond'
       and disabled_at is null`,
    [hash, idleMs],
  );
  const row = rows[0];
  return row ? { name: row.name, role: Role.parse(row.role), createdAt: row.created_at, seenAt: row.seen_at } : null;
}

export async function touchSession(sql: Sql, hash: Uint8Array): Promise<void> {
  await sql.query("update session set seen_at = now() where session_hash = $1", [hash]);
}

export async function deleteSession(sql: Sql, hash: Uint8Array): Promise<boolean> {
  const { rowCount } = await sql.query("delete from session where session_hash = $1", [hash]);
  return rowCount === 1;
}
