import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { Failure } from "@/lib/domain/failure";
import { type LocalKafka, startKafka } from "@/lib/local/kafka";
import { type LocalPostgres, startPostgres } from "@/lib/local/postgres";
import { stopEverything } from "@/lib/local/processes";
import { prepareKafka } from "@/lib/local/server-files";

export type Servers = { readonly dataDir: string; readonly postgres: LocalPostgres; readonly kafka: LocalKafka };

/** A real broker and a durable PostgreSQL of this run's own; all that was started ends with it, also on Ctrl-C. */
export async function withServers(work: (servers: Servers) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-bench-"));
  const stop = () => stopEverything(dataDir).finally(() => rmSync(dataDir, { recursive: true, force: true }));
  const onSignal = () => void stop().finally(() => process.exit(130));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, onSignal);
  try {
    await work(await start(dataDir));
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, onSignal);
    await stop();
  }
}

async function start(dataDir: string): Promise<Servers> {
  const log = (line: string) => void process.stdout.write(`${line}\n`);
  const environment = process.env;
  const cacheDir = resolve(environment["THROUGHLINE_SERVERS_DIR"] ?? join(".throughline", "servers"));
  const prepared = await prepareKafka({ cacheDir, environment, log });
  if (prepared.outcome === "unavailable") throw new Failure("source-unavailable", prepared.why);
  // Commit timestamps say when a row could be seen; `projected_at` is the begin of its transaction.
  const settings = { track_commit_timestamp: "on" };
  const postgres = await startPostgres({ dataDir, log, settings });
  const kafka = await startKafka({ dataDir, log, files: prepared.files });
  return { dataDir, postgres, kafka };
}
