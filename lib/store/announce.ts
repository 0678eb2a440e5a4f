import type { Sql } from "./database";

/** PostgreSQL's channel between the processes: ids and topics only, never data. */
export const NEWS_CHANNEL = "throughline";
/** A notification holds 8,000 bytes at most; what does not fit is said as "anything changed". */
const BYTES_MAX = 7_500;

/** Tells every web process what changed, when the transaction commits. Payload: `{"topics": [...]}`. */
export async function announce(tx: Sql, topics: readonly string[]): Promise<void> {
  if (topics.length === 0) return;
  const payload = JSON.stringify({ topics: [...new Set(topics)].sort() });
  const fits = Buffer.byteLength(payload) <= BYTES_MAX;
  await tx.query("select pg_notify($1, $2)", [NEWS_CHANNEL, fits ? payload : '{"topics":["anything"]}']);
}
