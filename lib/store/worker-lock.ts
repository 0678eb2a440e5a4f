import pg from "pg";
import { isDatabaseUnavailable, type Pool } from "./database";

/** Our class of advisory locks: each worker holds one, and PostgreSQL lets go of it the moment the worker is dead. */
export const WORKER_LOCK_CLASS = 74_726;

export type WorkerLock = {
  readonly key: number;
  /** Takes the lock again when its connection broke. False while the database is away. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
};

const CONNECT_WITHIN_MS = 5_000;

/**
 * A sign of life that needs no clock: a lock of a session. A killed worker's streams are another's at once. For a worker
 * that is frozen, and keeps its session, the leases of its streams run out.
 */
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
      if (client !== null) return true;
      const { connectionString } = pool.options;
      const fresh = new pg.Client({
        ...(connectionString === undefined ? {} : { connectionString }),
        application_name: "throughline worker lock",
        connectionTimeoutMillis: CONNECT_WITHIN_MS,
        keepAlive: true,
      });
      fresh.on("error", () => void drop());
      fresh.on("end", () => void drop());
      try {
        await fresh.connect();
        const { rows } = await fresh.query("select pg_try_advisory_lock($1, $2) as held", [WORKER_LOCK_CLASS, key]);
        if (rows[0]?.held !== true) throw new Error(`the worker lock ${key} is another's`);
        client = fresh;
        return true;
      } catch (error) {
        await fresh.end().catch(() => undefined);
        if (isDatabaseUnavailable(error)) return false;
        throw error;
      }
    },
    release: drop,
  };
}
