import { Role } from "@/lib/domain/role";
import type { Sql } from "../database";
import type { Person } from "./person";

export async function insertSignInLink(
  tx: Sql,
  link: { readonly hash: Uint8Array; readonly personId: string; readonly expiresAt: Date },
): Promise<void> {
  await tx.query("delete from sign_in_link where expires_at < now() - interval '7 days'");
  await tx.query("insert into sign_in_link (link_hash, person_id, expires_at) values ($1, $2, $3)", [
    link.hash,
    link.personId,
    link.expiresAt,
  ]);
}

/** Uses a link up and tells whose it was; null when there is no such link, it was used or it is too old. Two at once: one wins. */
export async function useSignInLink(tx: Sql, hash: Uint8Array): Promise<Person | null> {
  const { rows } = await tx.query<{ person_id: string; name: string; role: string }>(
    `update sign_in_link set used_at = now()
     from person
     where link_hash = $1 and used_at is null and expires_at > now()
       and person.person_id = sign_in_link.person_id and person.disabled_at is null
     returning person.person_id, person.name, person.role`,
    [hash],
  );
  const row = rows[0];
  return row ? { personId: row.person_id, name: row.name, role: Role.parse(row.role) } : null;
}
