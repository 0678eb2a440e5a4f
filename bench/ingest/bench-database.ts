import { createPool, type Pool } from "@/lib/store/database";
import { migrate } from "@/lib/store/migrate";

export type BenchDatabase = {
  readonly pool: Pool;
  readonly connectionString: string;
  drop(): Promise<void>;
};

/** Counting half a million rows on a busy machine takes longer than a page may. */
const STATEMENT_TIMEOUT_MS = 120_000;

/** An empty, migrated database of its own on the server. */
export async function createBenchDatabase(server: string, name: string): Promise<BenchDatabase> {
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const connectionString = url.toString();
  const pool = createPool({
    connectionString,
    applicationName: "throughline bench",
    connectionsMax: 4,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  await migrate(pool);
  const drop = async () => {
    await pool.end();
    await onServer(server, `drop database ${name} with (force)`);
  };
  return { pool, connectionString, drop };
}

async function onServer(connectionString: string, statement: string): Promise<void> {
  const pool = createPool({ connectionString, applicationName: "throughline bench", connectionsMax: 1 });
  try {
    await pool.query(statement);
  } finally {
    await pool.end();
  }
}
