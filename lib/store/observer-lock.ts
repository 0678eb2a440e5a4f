import pg from "pg";
import { isDatabaseUnavailable, type Pool } from "./database";

/** Our class of advisory locks for what one worker does for all. */
const OBSERVER_LOCK_CLASS = 74_727;
const ANSWER_WITHIN_MS = 5_000;

export type ObserverLock = {
  /** True while this worker is the one that observes the source; false when another is, or the database is away. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
};

/** One observer of a source over all workers: a lock of a session of its own, which PostgreSQL lets go of when its worker dies. */
export function createObserverLock(pool: Pool, sourceId: number): ObserverLock {
  let client: pg.Client | null = null;
  const drop = async () => {
    const broken = client;
    client = null;
    await broken?.end().catch(() => undefined);
  };
  return {
    hold: async () => {
      try {
        if (client !== null) {
          await client.query("select 1");
          return true;
        }
        client = await connect(pool, () => void drop());
        if (await tryLock(client, sourceId)) return true;
        await drop();
        return false;
      } catch (error) {
        await drop();
        if (isDatabaseUnavailable(error)) return false;
        throw error;
      }
    },
    release: drop,
  };
}

async function connect(pool: Pool, onBroken: () => void): Promise<pg.Client> {
  const { connectionString } = pool.options;
  const client = new pg.Client({
    ...(connectionString === undefined ? {} : { connectionString }),
    application_name: "throughline observer lock",
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    keepAlive: true,
  });
  client.on("error", onBroken);
  await client.connect();
  return client;
}

async function tryLock(client: pg.Client, sourceId: number): Promise<boolean> {
  const { rows } = await client.query("select pg_try_advisory_lock($1, $2) as held", [OBSERVER_LOCK_CLASS, sourceId]);
  return rows[0]?.held === true;
}
