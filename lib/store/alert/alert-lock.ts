import type { Sql } from "../database";

/** Of all processes one evaluates at a time; how rules stand is in the tables, so that another can go on at any time. */
const ALERT_LOCK = [74_728, 3] as const;

/** The lock is the session's: `sql` must be one connection, which lets go of it when it breaks. */
export async function holdAlerts(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ held: boolean }>("select pg_try_advisory_lock($1, $2) as held", ALERT_LOCK);
  return rows[0]?.held === true;
}

export async function releaseAlerts(sql: Sql): Promise<void> {
  await sql.query("select pg_advisory_unlock($1, $2)", ALERT_LOCK);
}
