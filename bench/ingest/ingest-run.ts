import { startIngest } from "@/lib/cli/up/programs";
import { Failure } from "@/lib/domain/failure";
import { readLogEnd } from "@/lib/local/log-file";
import type { ManagedProcess } from "@/lib/local/processes";
import { waitFor } from "@/lib/local/waiting";
import type { Pool } from "@/lib/store/database";
import type { BenchDatabase } from "./bench-database";
import { readCpuMs } from "./cpu-time";
import { writeRunConfiguration } from "./run-configuration";
import type { Servers } from "./servers";

export type IngestSpec = {
  readonly topic: string;
  readonly events: number;
  readonly cases: number;
};

export type IngestRun = {
  readonly eventsPerSecond: number;
  /** Null where the system does not say. */
  readonly workerUsPerEvent: number | null;
  readonly postgresUsPerEvent: number | null;
};

const BEGINS_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 240_000;
const ASK_EVERY_MS = 50;

/**
 * Lets the real worker process read a full topic into an empty database. The clock runs from the first commit that is
 * seen to the last, and what that first one brought is not counted: the start of a process is not its rate.
 */
export async function measureIngest(
  servers: Servers,
  { pool, connectionString }: BenchDatabase,
  { topic, events, cases }: IngestSpec,
): Promise<IngestRun> {
  const configurationFile = writeRunConfiguration(servers, {
    databaseUrl: connectionString,
    observed: [{ topic, process: "bench" }],
  });
  const worker = await startIngest({ dataDir: servers.dataDir, configurationFile });
  try {
    const read = () => readMark(pool, { worker, postgresPid: servers.postgres.process.pid });
    const first = await whenCommitted(worker, { read, records: 1, withinMs: BEGINS_WITHIN_MS });
    const last = await whenCommitted(worker, { read, records: events, withinMs: ENDS_WITHIN_MS });
    await verify(pool, { topic, events, cases });
    const counted = last.records - first.records;
    const usPerEvent = (from: number | null, to: number | null) =>
      from === null || to === null ? null : ((to - from) * 1000) / counted;
    return {
      eventsPerSecond: (counted * 1000) / (last.atMs - first.atMs),
      workerUsPerEvent: usPerEvent(first.workerCpuMs, last.workerCpuMs),
      postgresUsPerEvent: usPerEvent(first.postgresCpuMs, last.postgresCpuMs),
    };
  } finally {
    await worker.stop();
  }
}

type Mark = {
  readonly atMs: number;
  readonly records: number;
  readonly workerCpuMs: number | null;
  readonly postgresCpuMs: number | null;
};

type Watched = { readonly worker: ManagedProcess; readonly postgresPid: number };

async function readMark(pool: Pool, { worker, postgresPid }: Watched): Promise<Mark> {
  const { rows } = await pool.query<{ records: number }>("select coalesce(sum(records), 0) as records from stream");
  return {
    atMs: performance.now(),
    records: rows[0]?.records ?? 0,
    workerCpuMs: readCpuMs(worker.pid),
    postgresCpuMs: readCpuMs(postgresPid),
  };
}

type Awaited = { readonly read: () => Promise<Mark>; readonly records: number; readonly withinMs: number };

async function whenCommitted(worker: ManagedProcess, { read, records, withinMs }: Awaited): Promise<Mark> {
  const question = async () => {
    if (!worker.isRunning()) return false;
    const mark = await read();
    return mark.records >= records ? mark : null;
  };
  const mark = await waitFor(question, { withinMs, everyMs: ASK_EVERY_MS });
  if (mark !== null && mark !== false) return mark;
  const what = mark === false ? "The worker ended" : `${records} records were not committed in ${withinMs / 1000} s`;
  throw new Failure("source-unavailable", `${what}. Its last words:\n${readLogEnd(worker.logFile)}`);
}

/** A rate of a projection that is not exact is worth nothing. */
async function verify(pool: Pool, { events, cases }: IngestSpec): Promise<void> {
  const { rows } = await pool.query<{ events: number; cases: number; counted: number; quarantined: number }>(
    `select (select count(*) from event) as events, (select count(*) from process_case) as cases,
       (select sum(event_count) from process_case) as counted, (select count(*) from quarantine) as quarantined`,
  );
  const found = JSON.stringify(rows[0]);
  const expected = JSON.stringify({ events, cases, counted: events, quarantined: 0 });
  if (found !== expected) throw new Error(`the projection is not exact: ${found} instead of ${expected}`);
}
