import { Role } from "@/lib/domain/role";
import type { Sql } from "../database";

export type NewApiToken = {
  readonly tokenId: string;
  readonly hash: Uint8Array;
  readonly name: string;
  readonly role: Role;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
};

export async function insertApiToken(tx: Sql, token: NewApiToken): Promise<void> {
  await tx.query(
    "insert into api_token (token_id, token_hash, name, role, created_by, expires_at) values ($1, $2, $3, $4, $5, $6)",
    [token.tokenId, token.hash, token.name, token.role, token.createdBy, token.expiresAt],
  );
}

export async function readApiToken(
  sql: Sql,
  hash: Uint8Array,
): Promise<{ readonly tokenId: string; readonly name: string; readonly role: Role } | null> {
  const { rows } = await sql.query<{ token_id: string; name: string; role: string }>(
    `select token_id, name, role from api_token
     where token_hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())`,
    [hash],
  );
  const row = rows[0];
  return row ? { tokenId: row.token_id, name: row.name, role: Role.parse(row.role) } : null;
}

/** Tokens of that id or name that count still are worth nothing from now on. Returns their ids. */
export async function revokeApiTokens(tx: Sql, idOrName: string): Promise<readonly string[]> {
  const { rows } = await tx.query<{ token_id: string }>(
    "update api_token set revoked_at = now() where revoked_at is null and (name = $1 or token_id::text = $1) returning token_id",
    [idOrName],
  );
  return rows.map(({ token_id }) => token_id);
}
