import { createHash } from "node:crypto";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import { Failure } from "@/lib/domain/failure";
import { pause } from "@/lib/platform/clock";
import { FOLD_VERSION } from "@/lib/project/case-state";
import { createPool, createSidePool, type Pool, type Transaction, transaction } from "@/lib/store/database";
import { newestMigration } from "@/lib/store/migrate";
import { createLogIndex } from "@/lib/store/rebuild/fresh-tables";
import { openPass, type RebuildCounts, readCounts } from "@/lib/store/rebuild/progress";
import { beginRebuild, discardRebuild, holdRebuild, readRebuildRun } from "@/lib/store/rebuild/rebuild-run";
import { holdWorkers, switchTables } from "@/lib/store/rebuild/switch-tables";
import { putRulesInForce } from "@/lib/store/rule-version";
import { createProjectionWords } from "../projection-words";
import { projectLog, type Rebuilding } from "./project-log";
import { projectOpenPending, projectProjectedPending } from "./project-pending";

export type RebuildOptions = {
  readonly databaseUrl: string;
  /** null for a source that is not configured any more. */
  readonly rulesOf: (source: { readonly name: string; readonly kind: string }) => readonly DecodeRule[] | null;
  /** All that decoding depends on, as text: a rebuild that was begun under other rules is begun anew. */
  readonly rulesText: string;
  /** Of the saved rules among them: it is in force once the tables are switched. */
  readonly ruleVersion: number;
  readonly batchRecords: number;
  /** Agrees that events of records which today's rules ignore are gone afterwards. */
  readonly mayDropIgnored: boolean;
  readonly onStage: (words: string) => void | Promise<void>;
  readonly onProgress: (counts: RebuildCounts & { readonly behind: number }) => void;
};

/** With so few records to go the workers are held: they wait for a second. */
const REST_RECORDS = 5_000;
/** Ingest may be as fast as we are: then we hold it after so many passes, whatever is left. */
const PASSES_MAX = 12;
const SWITCH_ATTEMPTS_MAX = 100;
const SWITCH_AGAIN_AFTER_MS = 300;
const PROGRESS_EVERY_MS = 2_000;
const SCHEMA_CHANGED =
  "A migration has changed the schema meanwhile, and the fresh tables are as it was. Nothing was switched; run throughline rebuild again, it begins anew.";

/**
 * Projects the event log again into fresh tables beside the live ones, while ingest goes on, and puts them in their place
 * in one transaction. When it is ended in the middle, by whatever, the next one goes on where it was.
 */
export async function rebuild(options: RebuildOptions, signal: AbortSignal): Promise<RebuildCounts> {
  const patient = createPool({
    connectionString: options.databaseUrl,
    applicationName: "throughline rebuild switch",
    connectionsMax: 2,
    statementTimeoutMs: 0,
    lockTimeoutMs: 0,
    idleInTransactionTimeoutMs: 0,
  });
  const pool = createPool({
    connectionString: withSearchPath(options.databaseUrl),
    applicationName: "throughline rebuild",
    connectionsMax: 3,
    statementTimeoutMs: 0,
    lockTimeoutMs: 60_000,
    idleInTransactionTimeoutMs: 0,
  });
  const side = createSidePool(pool);
  const keeper = await patient.connect();
  try {
    if (!(await holdRebuild(keeper))) throw new Failure("conflict", "A rebuild is under way in another process.");
    const schema = await newestMigration(patient);
    await prepare(patient, schema, options);
    const { batchRecords, rulesOf } = options;
    const onBatch = createReporter(pool, options.onProgress);
    const rebuilding = { pool, words: createProjectionWords(side), batchRecords, rulesOf, onBatch };
    await catchUp(rebuilding, options, signal);
    const counts = await switchOver({ pool: patient, schema }, rebuilding, options);
    await options.onStage("The fresh tables are live. The old ones are dropped.");
    await discardRebuild(patient);
    return counts;
  } finally {
    keeper.release(true);
    await Promise.all([pool.end(), side.end(), patient.end()]);
  }
}

/** What makes live batches write the fresh tables: they come first on the path; dictionaries are found behind them. */
function withSearchPath(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set("options", "-c search_path=rebuild,public");
  return url.href;
}

async function prepare(pool: Pool, schema: string, { rulesText, onStage }: RebuildOptions): Promise<void> {
  const text = JSON.stringify([FOLD_VERSION, schema, rulesText]);
  const fingerprint = createHash("sha256").update(text).digest("hex");
  const run = await readRebuildRun(pool);
  if (run !== null && run.fingerprint === fingerprint) {
    await onStage(`Going on with the rebuild that was begun at ${run.startedAt.toISOString()}.`);
  } else {
    if (run !== null) await onStage("A rebuild was begun with other rules or another version: it is begun anew.");
    await discardRebuild(pool);
    await transaction(pool, (tx) => beginRebuild(tx, fingerprint));
  }
  await onStage("Preparing to read the event log in the order of its streams.");
  await createLogIndex(pool);
}

async function catchUp(rebuilding: Rebuilding, { onStage }: RebuildOptions, signal: AbortSignal): Promise<void> {
  await onStage("Projecting the event log into fresh tables.");
  for (let pass = 1; pass <= PASSES_MAX; pass++) {
    await openPass(rebuilding.pool);
    await projectLog(rebuilding, signal);
    await projectOpenPending(rebuilding, signal);
    const { behind } = await readCounts(rebuilding.pool);
    if (behind <= REST_RECORDS) return;
  }
}

type Live = { readonly pool: Pool; readonly schema: string };

async function switchOver(
  { pool, schema }: Live,
  rebuilding: Rebuilding,
  options: RebuildOptions,
): Promise<RebuildCounts> {
  await options.onStage("Holding ingest for the last records, and switching.");
  return transaction(pool, async (tx) => {
    await holdWorkers(tx);
    if ((await newestMigration(tx)) !== schema) throw new Failure("conflict", SCHEMA_CHANGED);
    await openPass(rebuilding.pool);
    await projectLog(rebuilding, new AbortController().signal);
    await projectProjectedPending(rebuilding);
    const counts = await readCounts(rebuilding.pool);
    refuseLosses(counts, options);
    await switchWhenReadersLet(tx);
    await putRulesInForce(tx, options.ruleVersion);
    return counts;
  });
}

function refuseLosses({ ignored }: RebuildCounts, { mayDropIgnored }: RebuildOptions): void {
  if (ignored === 0 || mayDropIgnored) return;
  throw new Failure(
    "conflict",
    `Today's rules ignore ${ignored} records that have events, which would be gone, with their bytes. Nothing was switched. ` +
      "Correct the rules, or run throughline rebuild --drop-ignored: it goes on from here.",
  );
}

async function switchWhenReadersLet(tx: Transaction): Promise<void> {
  for (let attempt = 1; attempt <= SWITCH_ATTEMPTS_MAX; attempt++) {
    if (await switchTables(tx)) return;
    await pause(SWITCH_AGAIN_AFTER_MS);
  }
  throw new Failure(
    "conflict",
    "Long queries held the tables, so they could not be switched. Nothing has changed; run throughline rebuild again, it goes on from here.",
  );
}

/** Says how far it is every now and then, not with every batch. */
function createReporter(pool: Pool, onProgress: RebuildOptions["onProgress"]): () => void {
  let saidAt = performance.now();
  return () => {
    if (performance.now() - saidAt < PROGRESS_EVERY_MS) return;
    saidAt = performance.now();
    readCounts(pool).then(onProgress, () => undefined);
  };
}
