import assert from "node:assert/strict";
import { randomBytes, randomInt } from "node:crypto";
import process from "node:process";
import { createTopics } from "@/lib/local/kafka-admin";
import { createPool, type Pool, type Sql } from "@/lib/store/database";
import { readProjection } from "@/lib/store/table-hash.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import type { Figures } from "./fault-book.test-support";
import { caughtUp, eventually, type RunningWorker, type Sent, startWorker } from "./worker.test-support";

type WorkerWish = { readonly databaseUrl: string; readonly topic: string; readonly batchRecords?: number };

/** As long as a busy machine may take; it ends as soon as it is so. */
const CAUGHT_UP_WITHIN_MS = 400_000;

/** What each fault needs: topics, databases and workers of its own, and the judgement by an undisturbed worker. */
export function createFaultLab(bootstrapOf: () => string) {
  const databases: TestDatabase[] = [];
  const workers: RunningWorker[] = [];
  const lab = {
    newTopic: async (partitions: number): Promise<string> => {
      const topic = `orders-${randomBytes(4).toString("hex")}`;
      await createTopics(bootstrapOf(), [{ topic, partitions }]);
      return topic;
    },
    newDatabase: async (): Promise<TestDatabase> => {
      const database = await startTestDatabase();
      databases.push(database);
      return database;
    },
    workerOn: ({ topic, ...wish }: WorkerWish): RunningWorker => {
      const worker = startWorker({ ...wish, bootstrap: bootstrapOf(), topics: [{ topic, process: "retail" }] });
      workers.push(worker);
      void worker.exited.then((code) => {
        if (code !== 0 && code !== null) process.stderr.write(worker.output()); // it was not we who ended it
      });
      return worker;
    },
    caughtUp: (sql: Sql, topic: string) => caughtUp(sql, bootstrapOf(), topic, CAUGHT_UP_WITHIN_MS),
    /** Holds all tables against those of one worker that nobody disturbs, on a database of its own. */
    judge: async (disturbed: Sql, topic: string): Promise<Figures> => {
      const database = await lab.newDatabase();
      const worker = lab.workerOn({ databaseUrl: database.connectionString, topic });
      await lab.caughtUp(database.pool, topic);
      await worker.stop();
      return compare(disturbed, database.pool);
    },
    stop: async (): Promise<void> => {
      for (const worker of workers) worker.kill("SIGKILL");
      await Promise.all(workers.map(({ exited }) => exited));
      await Promise.all(databases.map((database) => database.stop()));
    },
  };
  return lab;
}

async function compare(disturbed: Sql, reference: Sql): Promise<Figures> {
  const [ours, theirs] = [await readPlaces(disturbed), await readPlaces(reference)];
  const lost = [...theirs].filter((place) => !ours.has(place)).length;
  const invented = [...ours].filter((place) => !theirs.has(place)).length;
  const [counted, expected] = [await countEvents(disturbed), await countEvents(reference)];
  assert.ok(expected > 0, "the reference has no events: the test would prove nothing");
  assert.deepEqual({ lost, invented, counted }, { lost: 0, invented: 0, counted: expected });
  assert.deepEqual(await readProjection(disturbed), await readProjection(reference));
  return { records: theirs.size, lost, doubled: counted - expected + invented };
}

/** Where each event came from: `stream position part`. */
async function readPlaces(sql: Sql): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ place: string }>(
    "select format('%s %s %s', stream.name, position, part) as place from event join stream using (stream_id)",
  );
  return new Set(rows.map(({ place }) => place));
}

/** Events as the rollups count them: a batch that was projected twice shows here. */
async function countEvents(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ events: number | null }>("select sum(events) as events from case_rollup");
  return rows[0]?.events ?? 0;
}

/** Records in another order: each moves by less than `reach` places, so that cases spread over what comes at different times. */
export function shuffled(records: readonly Sent[], reach: number): readonly Sent[] {
  return records
    .map((record, index) => ({ record, rank: index + randomInt(reach) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ record }) => record);
}

/** The sum of all positions of a topic; null while the database is away. */
export async function readProgress(sql: Sql, topic: string): Promise<number | null> {
  try {
    const { rows } = await sql.query<{ next: number | null }>(
      "select sum(next_position) as next from stream where topic = $1",
      [topic],
    );
    return rows[0]?.next ?? 0;
  } catch {
    return null;
  }
}

/** How long it takes until something more is committed, in milliseconds. */
export async function untilProgress(sql: Sql, topic: string, from: number, withinMs = 120_000): Promise<number> {
  const startedAt = performance.now();
  await eventually(
    "something to be committed",
    async () => ((await readProgress(sql, topic)) ?? 0) > from || null,
    withinMs,
  );
  return performance.now() - startedAt;
}

/** A pool that outlives its server. */
export function lastingPool(connectionString: string): Pool {
  return createPool({ connectionString, applicationName: "test", onError: () => undefined });
}

export async function sourceState(sql: Sql): Promise<{ readonly state: string; readonly detail: string }> {
  const { rows } = await sql.query<{ state: string; detail: string }>(
    "select state, detail from source where name = 'kafka'",
  );
  return rows[0] ?? { state: "unknown", detail: "" };
}
