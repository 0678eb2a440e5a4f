import pg from "pg";
import { NEWS_CHANNEL } from "./announce";

export type Listening = {
  readonly connectionString: string;
  readonly applicationName: string;
  /** The payload of a notification, as it came. */
  readonly onNews: (payload: string) => void;
};

const CONNECT_WITHIN_MS = 5_000;
/** A connection that a firewall forgot says nothing any more, not even that it is gone. */
const ALIVE_EVERY_MS = 10_000;

/**
 * Listens on a connection of its own until the signal, or until the connection breaks: then it rejects, and the caller
 * decides when to try again. Resolves `ready` once it listens: whatever is announced from then on arrives.
 */
export async function listen({ onNews, ...options }: Listening, ready: () => void, signal: AbortSignal): Promise<void> {
  const client = new pg.Client({
    connectionString: options.connectionString,
    application_name: options.applicationName,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: CONNECT_WITHIN_MS,
    keepAlive: true,
  });
  let alive: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      client.on("error", reject);
      client.on("end", resolve);
      client.on("notification", ({ payload }) => onNews(payload ?? ""));
      signal.addEventListener("abort", () => resolve(), { once: true });
      alive = setInterval(() => client.query("select 1").catch(reject), ALIVE_EVERY_MS);
      client
        .connect()
        .then(() => client.query(`listen ${NEWS_CHANNEL}`))
        .then(ready, reject);
    });
  } finally {
    clearInterval(alive);
    await client.end().catch(() => undefined);
  }
}
