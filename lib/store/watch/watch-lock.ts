import type { Sql } from "../database";

/** Of all workers one watches at a time; what it found is in the tables, so that another can go on at any time. */
const WATCH_LOCK = 74_728;

/** The lock is the session's: `sql` must be one connection, which lets go of it when it breaks. */
export async function holdWatch(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [WATCH_LOCK]);
  return rows[0]?.held === true;
}

export async function releaseWatch(sql: Sql): Promise<void> {
  await sql.query("select pg_advisory_unlock($1)", [WATCH_LOCK]);
}
