import { Failure } from "@/lib/domain/failure";
import { createPool, isDatabaseUnavailable, type Pool, sqlState } from "@/lib/store/database";
import { listen } from "@/lib/store/listen";

export type Database = Pool;

/** A page that takes longer has long been left. */
const STATEMENT_TIMEOUT_MS = 15_000;
const STATEMENT_CANCELED = "57014";

export function openDatabase(
  connectionString: string,
  options: { readonly onError: (error: Error) => void; readonly connectionsMax?: number },
): Database {
  return createPool({
    connectionString,
    applicationName: "throughline-web",
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    ...options,
  });
}

/** What the database's errors mean to whoever asked; anything else comes back as it is. */
export function toDatabaseFailure(error: unknown): unknown {
  if (error instanceof Failure) return error;
  if (isDatabaseUnavailable(error)) {
    const message = "PostgreSQL cannot be reached right now. Nothing is lost; the console is back as soon as it is.";
    return new Failure("database-unavailable", message, { cause: error });
  }
  if (sqlState(error) === STATEMENT_CANCELED) {
    const message = `This took longer than ${STATEMENT_TIMEOUT_MS / 1000} s. Ask for a shorter time range or fewer filters.`;
    return new Failure("database-unavailable", message, { cause: error });
  }
  return error;
}

/** Hears what changed, until the signal; rejects when the connection breaks. */
export function hearNews(
  connectionString: string,
  hearing: { readonly onReady: () => void; readonly onNews: (payload: string) => void },
  signal: AbortSignal,
): Promise<void> {
  const listening = { connectionString, applicationName: "throughline-live", onNews: hearing.onNews };
  return listen(listening, hearing.onReady, signal);
}
