import pg from "pg";
import { isDatabaseUnavailable, type Pool, type Sql } from "./database";

/** Our class of advisory locks: each worker holds one. */
const WORKER_LOCK_CLASS = 74_726;
/** A worker says every second that it lives. */
const FROZEN_AFTER = "8 seconds";

/**
 * Rows `lock_key` of the workers that live. PostgreSQL lets go of a lock the moment its worker is dead; a worker that is
 * frozen keeps it, and is found by its silence.
 */
export const LIVING_WORKERS = `select pg_locks.objid::bigint as lock_key from pg_locks join pg_stat_activity using (pid)
  where pg_locks.locktype = 'advisory' and pg_locks.granted and pg_locks.classid = ${WORKER_LOCK_CLASS} and pg_locks.objsubid = 2
    and pg_locks.database = (select oid from pg_database where datname = current_database())
    and pg_stat_activity.query_start > clock_timestamp() - interval '${FROZEN_AFTER}'`;

const APPLICATION = "throughline ingest";

/** What a worker's connections are called, so that another can tell whose they are. */
export function applicationNameOf(lockKey: number): string {
  return `${APPLICATION} ${lockKey}`;
}

/**
 * Ends the transactions of workers that fell silent. One that froze in the middle of a COPY would keep its stream and its
 * cases locked for ever: while PostgreSQL waits for the rest of the rows, none of its timeouts counts.
 */
export async function endTransactionsOfSilentWorkers(sql: Sql): Promise<void> {
  await sql.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = current_user and application_name ~ '^${APPLICATION} [0-9]+$'
       and xact_start < clock_timestamp() - interval '${FROZEN_AFTER}'
       and substring(application_name from '[0-9]+$')::bigint not in (select lock_key from (${LIVING_WORKERS}) as living)`,
  );
}

export type WorkerLock = {
  readonly key: number;
  /** Says that the worker lives; takes the lock again when its connection broke. False while the database is away. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
};

const ANSWER_WITHIN_MS = 5_000;

/** A sign of life that outlives no crash: a lock of a session. It is the session's own connection, never a pool's. */
export function createWorkerLock(pool: Pool, key: number): WorkerLock {
  let client: pg.Client | null = null;
  const drop = async () => {
    const broken = client;
    client = null;
    await broken?.end().catch(() => undefined);
  };
  return {
    key,
    hold: async () => {
      try {
        if (client === null) client = await connectAndLock(pool, key, drop);
        else await client.query("select 1");
        return true;
      } catch (error) {
        await drop();
        if (isDatabaseUnavailable(error)) return false;
        throw error;
      }
    },
    release: drop,
  };
}

async function connectAndLock(pool: Pool, key: number, onBroken: () => Promise<void>): Promise<pg.Client> {
  const { connectionString } = pool.options;
  const client = new pg.Client({
    ...(connectionString === undefined ? {} : { connectionString }),
    application_name: "throughline worker lock",
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    keepAlive: true,
  });
  client.on("error", () => void onBroken());
  try {
    await client.connect();
    const { rows } = await client.query("select pg_try_advisory_lock($1, $2) as held", [WORKER_LOCK_CLASS, key]);
    if (rows[0]?.held !== true) throw new Error(`the worker lock ${key} is another's`);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}
