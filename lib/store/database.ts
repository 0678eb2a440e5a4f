import pg from "pg";
import { Failure } from "@/lib/domain/failure";

/** What a statement needs: a pool, or one connection inside a transaction. */
export interface Sql {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

/** One connection inside a transaction. COPY needs the connection itself. */
export type Transaction = Sql & Pick<pg.PoolClient, "connection" | "query">;

export type Pool = pg.Pool & Sql;

export type PoolOptions = {
  readonly connectionString: string;
  /** Shown in pg_stat_activity: who holds a lock is the first question of a bad night. */
  readonly applicationName: string;
  readonly connectionsMax?: number;
  readonly statementTimeoutMs?: number;
  /** A worker frozen inside its transaction must not block its successor. */
  readonly idleInTransactionTimeoutMs?: number;
  readonly lockTimeoutMs?: number;
  readonly onError?: (error: Error) => void;
};

const CONNECT_WITHIN_MS = 5_000;
/** Counts and positions stay far below 2^53; sums of bigint come as numeric. As numbers they are what the domain has. */
const NUMERIC_TYPES = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC];

const parsers = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    format !== "binary" && NUMERIC_TYPES.includes(oid)
      ? Number
      : pg.types.getTypeParser(oid, format ?? "text")) as typeof pg.types.getTypeParser,
};

/** Never connects by itself and never kills the process: an idle connection that breaks is told to `onError`. */
export function createPool(options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    application_name: options.applicationName,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 10_000,
    lock_timeout: options.lockTimeoutMs ?? 10_000,
    keepAlive: true,
    types: parsers,
  });
  pool.on("error", (error) => options.onError?.(error));
  return pool as Pool;
}

/**
 * A pool of one connection to the same database. Whoever needs a second connection while he holds one must not take it
 * from the pool that the first came from: when all are taken, everybody waits for everybody.
 */
export function createSidePool(pool: Pool): Pool {
  const side = new pg.Pool({ ...pool.options, max: 1, min: 0, allowExitOnIdle: true });
  side.on("error", () => undefined); // the next query opens another connection, or says what is wrong
  return side as Pool;
}

/** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
export async function transaction<Result>(pool: Pool, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const client = await connect(pool);
  let broken: Error | undefined;
  const noteBreak = (error: Error) => {
    broken = error;
  };
  client.on("error", noteBreak);
  try {
    await client.query("begin");
    const result = await work(client as Transaction);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(noteBreak);
    throw error;
  } finally {
    client.off("error", noteBreak);
    client.release(broken ?? false);
  }
}

async function connect(pool: Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    if (isDatabaseUnavailable(error)) {
      throw new Failure("database-unavailable", `PostgreSQL cannot be reached: ${messageOf(error)}`, { cause: error });
    }
    throw error;
  }
}

/** SQLSTATE of an error of PostgreSQL, or "" of any other. */
export function sqlState(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? "") : "";
}

const CONNECTION_ERRORS = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "EAI_AGAIN",
]);
/** Connection exception, operator intervention (shutdown), insufficient resources (disk full, too many connections). */
const UNAVAILABLE_CLASSES = ["08", "57", "53"];
const CANCELED_STATEMENT = "57014";

/** Nothing is wrong with what was asked: the database is away, full or shutting down, and asking again later helps. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof Failure) return error.code === "database-unavailable";
  const state = sqlState(error);
  if (state !== "") return state !== CANCELED_STATEMENT && UNAVAILABLE_CLASSES.includes(state.slice(0, 2));
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  const code = "code" in error ? String(error.code) : "";
  return (
    CONNECTION_ERRORS.has(code) ||
    /connection (terminated|timeout|error)|Client has encountered|timeout exceeded when trying to connect|not queryable/i.test(
      error.message,
    )
  );
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
