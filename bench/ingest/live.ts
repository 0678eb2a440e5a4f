import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "@/lib/domain/failure";
import { waitFor } from "@/lib/local/waiting";
import type { Pool } from "@/lib/store/database";
import { type Corpus, corpusEvent } from "./corpus";
import type { BenchProducer } from "./producer";

export type LiveSpec = { readonly topic: string; readonly eventsPerSecond: number; readonly seconds: number };

const CORPUS: Corpus = { name: "live", openCases: 50, caseKey: (index) => `live-${index}` };
const EVERY_MS = 25;
const ENDS_WITHIN_MS = 60_000;

/**
 * Milliseconds from production to the commit of each event, at a steady rate. Both times are of this machine's clock: an
 * event carries its own, the commit's is PostgreSQL's (taken just before it writes its log to disk).
 */
export async function measureLive(
  { producer, pool }: { readonly producer: BenchProducer; readonly pool: Pool },
  { topic, eventsPerSecond, seconds }: LiveSpec,
): Promise<readonly number[]> {
  const events = eventsPerSecond * seconds;
  const startedAt = performance.now();
  for (let sent = 0; sent < events; ) {
    const due = Math.min(events, Math.floor(((performance.now() - startedAt) / 1000) * eventsPerSecond));
    const now = Date.now();
    const messages = Array.from({ length: due - sent }, (_, index) => corpusEvent(CORPUS, sent + index, now));
    if (messages.length > 0) await producer.send(topic, messages);
    sent = due;
    await sleep(EVERY_MS);
  }
  await whenProjected(pool, topic, events);
  const { rows } = await pool.query<{ ms: number }>(
    `select extract(epoch from pg_xact_commit_timestamp(event.xmin) - event.occurred_at) * 1000 as ms
     from event join stream using (stream_id) where stream.topic = $1`,
    [topic],
  );
  return rows.map(({ ms }) => ms);
}

/** Resolves when that many records of a topic are committed. */
export async function whenProjected(pool: Pool, topic: string, records: number): Promise<void> {
  const question = async () => {
    const { rows } = await pool.query<{ records: number }>(
      "select coalesce(sum(records), 0) as records from stream where topic = $1",
      [topic],
    );
    return (rows[0]?.records ?? 0) >= records ? true : null;
  };
  if ((await waitFor(question, { withinMs: ENDS_WITHIN_MS })) !== null) return;
  throw new Failure("source-unavailable", `${records} events of ${topic} were not committed in ${ENDS_WITHIN_MS} ms.`);
}
