import { startIngest } from "@/lib/cli/up/programs";
import { createTopics } from "@/lib/local/kafka-admin";
import type { ManagedProcess } from "@/lib/local/processes";
import type { Pool } from "@/lib/store/database";
import { type BenchDatabase, createBenchDatabase } from "../ingest/bench-database";
import { CORPORA, corpusEvent } from "../ingest/corpus";
import { type BenchProducer, fill } from "../ingest/producer";
import { writeRunConfiguration } from "../ingest/run-configuration";
import type { Servers } from "../ingest/servers";

const PARTITIONS = 12;

export type Backlog = { readonly topic: string; readonly events: number };

/** The narrow corpus as a topic that nobody has read yet. */
export async function fillBacklog(
  servers: Servers,
  producer: BenchProducer,
  { topic, events }: Backlog,
): Promise<void> {
  const [corpus] = CORPORA;
  if (!corpus) throw new Error("there is no corpus");
  await createTopics(servers.kafka.bootstrap, [{ topic, partitions: PARTITIONS }]);
  const startedAt = Date.now() - events;
  await fill(producer, topic, { events, eventAt: (index) => corpusEvent(corpus, index, startedAt + index) });
}

export type Draining = { readonly database: BenchDatabase; readonly workers: readonly ManagedProcess[] };

/** So many real worker processes on the backlog, with an empty database; all of it ends with the work. */
export async function whileDraining<Result>(
  servers: Servers,
  { topic, workers: count, name }: { readonly topic: string; readonly workers: number; readonly name: string },
  work: (draining: Draining) => Promise<Result>,
): Promise<Result> {
  const database = await createBenchDatabase(servers.postgres.connectionString, name);
  const observed = [{ topic, process: "bench" }];
  const configurationFile = writeRunConfiguration(servers, { databaseUrl: database.connectionString, observed });
  const workers: ManagedProcess[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      workers.push(await startIngest({ dataDir: servers.dataDir, configurationFile }, `ingest-${index}`));
    }
    return await work({ database, workers });
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await database.drop();
  }
}

export async function countProjected(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ records: number }>("select coalesce(sum(records), 0) as records from stream");
  return rows[0]?.records ?? 0;
}

/** A rate of a projection that is not exact is worth nothing. */
export async function requireExact(pool: Pool, events: number): Promise<void> {
  const { rows } = await pool.query<{ stored: number; counted: number; quarantined: number }>(
    `select (select count(*) from event) as stored, (select sum(event_count) from process_case) as counted,
       (select count(*) from quarantine) as quarantined`,
  );
  const found = JSON.stringify(rows[0]);
  const expected = JSON.stringify({ stored: events, counted: events, quarantined: 0 });
  if (found !== expected) throw new Error(`the projection is not exact: ${found} instead of ${expected}`);
}
