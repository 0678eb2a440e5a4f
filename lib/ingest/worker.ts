/** The ingest process: `node --import tsx lib/ingest/worker.ts`. Everything it needs to know is in the configuration. */
import { randomBytes, randomInt } from "node:crypto";
import { hostname } from "node:os";
import process from "node:process";
import { Failure } from "@/lib/domain/failure";
import { loadConfiguration } from "@/lib/platform/configuration";
import { createLog } from "@/lib/platform/log";
import { runWorker } from "./run-worker";

/** What is under way is committed or rolled back well within it; after it, crash safety must do. */
const STOP_WITHIN_MS = 15_000;

async function main(): Promise<void> {
  const configuration = loadConfiguration();
  const log = createLog("ingest", configuration.logLevel);
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      log.info({ signal }, "stopping");
      stopping.abort();
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    });
  }
  process.on("unhandledRejection", (error) => {
    log.fatal({ error: error instanceof Error ? error.stack : String(error) }, "an error that nobody handled");
    process.exit(1);
  });
  const bootId = randomBytes(5).toString("hex");
  const worker = { name: `${hostname()}-${process.pid}-${bootId}`, lockKey: randomInt(1, 2 ** 31 - 1) };
  await runWorker({ configuration, log, bootId, worker }, stopping.signal);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const text = error instanceof Failure ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`ingest cannot go on: ${text}\n`);
    process.exit(1);
  },
);
