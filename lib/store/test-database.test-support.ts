import { randomBytes } from "node:crypto";
import { startPostgresForTests, type TestPostgres } from "@/lib/local/postgres.test-support";
import { createPool, type Pool, type PoolOptions } from "./database";
import { migrate } from "./migrate";

export type TestDatabase = {
  readonly pool: Pool;
  readonly connectionString: string;
  /** Another pool on the same database: a second worker. */
  open(options?: Partial<PoolOptions>): Pool;
  stop(): Promise<void>;
};

const TEMPLATE = "throughline_template";
const TEMPLATE_LOCK = 4_711;

/**
 * An empty, migrated database of this test file's own, cloned from a template (some 50 ms). Call `stop` when done.
 * The template is made anew when its migrations are not the present ones.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const server = await enterServer();
  const admin = createPool({
    connectionString: server.connectionString,
    applicationName: "test-admin",
    connectionsMax: 2,
  });
  const name = `throughline_test_${randomBytes(6).toString("hex")}`;
  await cloneTemplate(admin, server.connectionString, name);
  const connectionString = withDatabase(server.connectionString, name);
  const pools: Pool[] = [];
  const open = (options: Partial<PoolOptions> = {}) => {
    const pool = createPool({ connectionString, applicationName: "test", ...options });
    pools.push(pool);
    return pool;
  };
  return {
    pool: open(),
    connectionString,
    open,
    stop: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
      await leaveServer();
    },
  };
}

let server: Promise<TestPostgres> | null = null;
let users = 0;

/** One PostgreSQL for all databases of a test process; the last one that leaves stops it. */
function enterServer(): Promise<TestPostgres> {
  users += 1;
  server ??= startPostgresForTests();
  return server;
}

async function leaveServer(): Promise<void> {
  users -= 1;
  if (users > 0 || server === null) return;
  const idle = server;
  server = null;
  await (await idle).stop();
}

/** Two test processes of one server must not make the template at once, nor clone it while it is being made. */
async function cloneTemplate(admin: Pool, connectionString: string, name: string): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query("set lock_timeout = 0; set statement_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [TEMPLATE]);
    if (rowCount === 0) await client.query(`create database ${TEMPLATE}`);
    await migrateTemplate(client, withDatabase(connectionString, TEMPLATE));
    await client.query(`create database ${name} template ${TEMPLATE}`);
  } finally {
    await client.query("select pg_advisory_unlock_all()");
    client.release(true);
  }
}

async function migrateTemplate(
  admin: { query(text: string): Promise<unknown> },
  connectionString: string,
): Promise<void> {
  const template = createPool({ connectionString, applicationName: "test-template", connectionsMax: 1 });
  try {
    await migrate(template);
  } catch {
    // A migration was edited while it is still ours alone: begin anew.
    await template.end();
    await admin.query(`drop database ${TEMPLATE} with (force)`);
    await admin.query(`create database ${TEMPLATE}`);
    const fresh = createPool({ connectionString, applicationName: "test-template", connectionsMax: 1 });
    await migrate(fresh).finally(() => fresh.end());
    return;
  }
  await template.end();
}

function withDatabase(connectionString: string, database: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${database}`;
  return url.href;
}
