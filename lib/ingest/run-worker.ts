import { deliveryOf } from "@/lib/alerts/deliver-notices";
import { keepAlerts } from "@/lib/alerts/keep-alerts";
import { Failure } from "@/lib/domain/failure";
import type { Rulebook } from "@/lib/domain/saved-rule";
import { pause } from "@/lib/platform/clock";
import { currentEnvironment } from "@/lib/platform/configuration";
import { type Configuration, decodeRulesOf, type KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import type { Log } from "@/lib/platform/log";
import { createIngestMetrics, serveMetrics } from "@/lib/platform/metrics";
import { createCamunda7Source } from "@/lib/sources/camunda7/camunda7-source";
import { createKafkaSource } from "@/lib/sources/kafka/kafka-source";
import { createOutboxSource } from "@/lib/sources/outbox/outbox-source";
import { releaseStreams, type Worker } from "@/lib/store/claim-streams";
import { createPool, createSidePool, isDatabaseUnavailable, type Pool } from "@/lib/store/database";
import { assertFoldVersion, ensureFoldVersion } from "@/lib/store/fold-version";
import { assertSchemaKnown, readPendingMigrations } from "@/lib/store/migrate";
import { stopOtherSources } from "@/lib/store/sources";
import { applicationNameOf, createWorkerLock } from "@/lib/store/worker-lock";
import { keepHouse } from "./keep-house";
import { observeCluster } from "./observe-cluster";
import { createProjectionWords } from "./projection-words";
import { keepRetention } from "./retention";
import { isTransient } from "./retry";
import { keepRules } from "./rules/keep-rules";
import { rulesOfSource } from "./rules-of-source";
import { runSource, type SourceRun } from "./run-source";
import { keepWatch } from "./watch/keep-watch";

export type WorkerOptions = {
  readonly configuration: Configuration;
  readonly log: Log;
  readonly bootId: string;
  readonly worker: Worker;
};

const AGAIN_AFTER_MS = 1_000;
const LOCK_EVERY_MS = 1_000;
const CONNECTIONS_MAX = 12;
/** A statement of a large batch takes a second on a slow disk; a minute is a database that hangs. */
const STATEMENT_TIMEOUT_MS = 60_000;
const LOCK_TIMEOUT_MS = 10_000;

/** Reads all configured sources until the signal. Waits for a database that is away; throws when it cannot go on. */
export async function runWorker(options: WorkerOptions, signal: AbortSignal): Promise<void> {
  const { configuration, log, worker } = options;
  const pool = createPool({
    connectionString: configuration.database.url,
    applicationName: applicationNameOf(worker.lockKey),
    connectionsMax: CONNECTIONS_MAX,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    lockTimeoutMs: LOCK_TIMEOUT_MS,
    onError: (error) => log.warn({ error: error.message }, "a connection to the database broke"),
  });
  const metrics = createIngestMetrics();
  const { metricsPort, metricsHost } = configuration.ingest;
  const server =
    metricsPort === null ? null : await serveMetrics(metrics.registry, { host: metricsHost, port: metricsPort });
  const lock = createWorkerLock(pool, worker.lockKey);
  try {
    await whenReady(pool, log, signal);
    if (signal.aborted) return;
    await lock.hold();
    const runs = toRuns(options);
    await stopOtherSources(pool, namesOf(configuration));
    const parts = { pool, words: createProjectionWords(createSidePool(pool)), worker, metrics, log };
    log.info({ worker: worker.name, sources: runs.map(({ source }) => source.name) }, "reading");
    await Promise.all([
      ...runs.map((run) => runSource(run, parts, signal)),
      holdUntil(signal, () => lock.hold()),
      stopWhenReplaced(pool, signal),
      keepRetention({ pool, words: parts.words, rules: configuration.retention, log }, signal),
      keepRules({ sql: pool, log }, signal),
      keepWatch(watchOptions(pool, options), signal),
      keepAlerts(alertsOptions(pool, options), signal),
      keepHouse({ sql: pool, rules: configuration.quarantine, log }, signal),
      ...kafkasOf(configuration).map((source) => observeCluster({ pool, configuration: source, log }, signal)),
    ]);
    await releaseStreams(pool, worker).catch(() => undefined);
  } finally {
    await lock.release();
    server?.close();
    await pool.end().catch(() => undefined);
  }
}

/** A database that is away or not migrated yet is waited for; one of another version is not ours to touch. */
async function whenReady(pool: Pool, log: Log, signal: AbortSignal): Promise<void> {
  let said = "";
  const say = (detail: string) => {
    if (detail !== said) log.warn({ detail }, "waiting for the database");
    said = detail;
  };
  while (!signal.aborted) {
    try {
      const pending = await readPendingMigrations(pool);
      if (pending.length === 0) {
        await assertSchemaKnown(pool);
        return await ensureFoldVersion(pool);
      }
      say(`it lacks ${pending.join(", ")}: run "throughline migrate"`);
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      say(error instanceof Error ? error.message : String(error));
    }
    await pause(AGAIN_AFTER_MS, signal);
  }
}

/** A newer version was installed, or has switched its rebuild in: batches are refused from then on, and this says why. */
const watchOptions = (pool: Pool, { configuration: { processes, correlation, sagas }, log }: WorkerOptions) => ({
  pool: createSidePool(pool),
  rules: processes,
  tiesMax: correlation.tiesMax,
  sagas,
  log,
});

const alertsOptions = (pool: Pool, { configuration, log }: WorkerOptions) => ({
  pool: createSidePool(pool),
  delivery: deliveryOf(configuration, currentEnvironment()),
  log,
});

async function stopWhenReplaced(pool: Pool, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await assertSchemaKnown(pool);
      await assertFoldVersion(pool);
    } catch (error) {
      if (!isTransient(error) || (error instanceof Failure && error.code === "conflict")) throw error;
    }
    await pause(LOCK_EVERY_MS, signal);
  }
}

async function holdUntil(signal: AbortSignal, hold: () => Promise<boolean>): Promise<void> {
  while (!signal.aborted) {
    await hold();
    await pause(LOCK_EVERY_MS, signal);
  }
}

function toRuns({ configuration, log, bootId }: WorkerOptions): readonly SourceRun[] {
  const kafkas = kafkasOf(configuration);
  const outboxes = configuration.sources.filter((source) => source.kind === "outbox");
  const engines = configuration.sources.filter((source) => source.kind === "camunda7");
  if (kafkas.length + outboxes.length + engines.length === 0) {
    const kinds = "kafka, outbox or camunda7";
    throw new Failure("misconfigured", `No source of kind ${kinds} is configured: there is nothing to read.`);
  }
  const { batchRecords } = configuration.ingest;
  const ofOutboxes = outboxes.map((source) => ({
    source: createOutboxSource({ configuration: source, batchRecords, log }),
    kind: "outbox" as const,
    isRecorded: source.recorded,
    rulesOf: (saved: Rulebook) => rulesOfSource({ configuration, saved }, { name: source.id, kind: "outbox" }),
    engines: [],
  }));
  const ofEngines = engines.map((source) => ({
    source: createCamunda7Source({ configuration: source, log }),
    kind: "camunda7" as const,
    isRecorded: false,
    rulesOf: (saved: Rulebook) => rulesOfSource({ configuration, saved }, { name: source.id, kind: "camunda7" }),
    engines: [],
  }));
  const ofKafkas = kafkas.map((source) => {
    const configured = decodeRulesOf(configuration, source);
    return {
      source: createKafkaSource({ configuration: source, rules: configured, log, bootId, batchRecords }),
      kind: "kafka" as const,
      isRecorded: source.recorded,
      rulesOf: (saved: Rulebook) => rulesOfSource({ configuration, saved }, { name: source.id, kind: "kafka" }),
      engines: configuration.sources.flatMap((engine) =>
        engine.kind === "camunda8" && engine.records?.source === source.id
          ? [{ name: engine.id, kind: engine.kind }]
          : [],
      ),
    };
  });
  return [...ofKafkas, ...ofOutboxes, ...ofEngines];
}

function kafkasOf({ sources }: Configuration): readonly KafkaSourceConfiguration[] {
  return sources.filter((source): source is KafkaSourceConfiguration => source.kind === "kafka");
}

function namesOf({ sources, intake }: Configuration): readonly string[] {
  return [...sources.map(({ id }) => id), intake.id];
}
