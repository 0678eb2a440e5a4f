import { Role } from "@/lib/domain/role";
import type { Sql } from "../database";

export type Person = { readonly personId: string; readonly name: string; readonly role: Role };

/** Adds a person, or gives the one of that name another role. Says which it was. */
export async function mergePerson(tx: Sql, person: Person): Promise<Person & { readonly isNew: boolean }> {
  const { rows } = await tx.query<{ person_id: string; is_new: boolean }>(
    `insert into person as known (person_id, name, role) values ($1, $2, $3)
     on conflict (name) do update set role = excluded.role, disabled_at = null
     returning person_id, (xmax = 0) as is_new`,
    [person.personId, person.name, person.role],
  );
  const row = rows[0];
  return { ...person, personId: row?.person_id ?? person.personId, isNew: row?.is_new ?? false };
}

export async function readPersonByName(sql: Sql, name: string): Promise<Person | null> {
  const { rows } = await sql.query<{ person_id: string; name: string; role: string }>(
    "select person_id, name, role from person where name = $1 and disabled_at is null",
    [name],
  );
  const row = rows[0];
  return row ? { personId: row.person_id, name: row.name, role: Role.parse(row.role) } : null;
}

/** Shuts a person out: links and sessions are worth nothing from now on. False when there is nobody of that name who may come in. */
export async function disablePerson(tx: Sql, name: string): Promise<boolean> {
  const { rows } = await tx.query<{ person_id: string }>(
    "update person set disabled_at = now() where name = $1 and disabled_at is null returning person_id",
    [name],
  );
  const row = rows[0];
  if (row === undefined) return false;
  await tx.query("delete from session where person_id = $1", [row.person_id]);
  await tx.query("delete from sign_in_link where person_id = $1 and used_at is null", [row.person_id]);
  return true;
}
