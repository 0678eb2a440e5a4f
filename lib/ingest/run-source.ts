import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { Rulebook } from "@/lib/domain/saved-rule";
import { pause } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { IngestMetrics } from "@/lib/platform/metrics";
import type { Source, SourceReport, StreamExtent } from "@/lib/sources/source";
import type { OwnStream, Worker } from "@/lib/store/claim-streams";
import type { Pool } from "@/lib/store/database";
import { deleteIngestPace, writeIngestPace } from "@/lib/store/ingest-pace";
import { ensureSource, type SourceKind, writeSourceState } from "@/lib/store/sources";
import { createAnnouncer } from "./announcer";
import { createPaceMeter, type PaceMeter } from "./pace-meter";
import { createPipeline, type Pipeline } from "./pipeline";
import type { ProjectionWords } from "./projection-words";
import { createCurrentRules } from "./rules/current-rules";
import { createSourceDesk } from "./source-desk";

export type SourceRun = {
  readonly source: Source;
  readonly kind: SourceKind;
  readonly isRecorded: boolean;
  /** What records are decoded under, with the saved rules as they are. */
  readonly rulesOf: (saved: Rulebook) => readonly DecodeRule[];
  /** Engines whose records come through this source: they are as it is. */
  readonly engines: readonly { readonly name: string; readonly kind: SourceKind }[];
};

export type WorkerParts = {
  readonly pool: Pool;
  readonly words: ProjectionWords;
  readonly worker: Worker;
  readonly metrics: IngestMetrics;
  readonly log: Log;
};

/** The console takes a source for dead that has said nothing for five times as long. */
const BEAT_EVERY_MS = 2_000;

/** Runs one source until the signal: its records through the pipeline, its state and its beat into the database. */
export async function runSource(run: SourceRun, parts: WorkerParts, signal: AbortSignal): Promise<void> {
  const { pool, words, worker, metrics, log } = parts;
  const { source } = run;
  const sourceId = await ensureSource(pool, { name: source.name, kind: run.kind, isRecorded: run.isRecorded });
  const engineIds = await Promise.all(run.engines.map((engine) => ensureSource(pool, engine)));
  const announcer = createAnnouncer(pool, log);
  announcer.add("anything");

  let report: SourceReport = { state: "degraded", detail: "It is being connected." };
  const onReport = (next: SourceReport) => {
    const isNew = next.state !== report.state || next.detail !== report.detail;
    report = next;
    if (!isNew) return;
    log.info({ source: source.name, ...next }, "source state");
    void beat();
  };
  const pace = createPaceMeter(() => performance.now());
  const pacer = { sourceId, worker: worker.name };
  const beat = async () => {
    try {
      await writeSourceState(pool, sourceId, report);
      await writeIngestPace(pool, pacer, pace.read());
      for (const engineId of engineIds) await writeSourceState(pool, engineId, report);
      announcer.add("streams");
    } catch (error) {
      log.debug({ error: String(error) }, "the source's state was not written");
    }
  };
  const pipeline = createPipeline({
    pool,
    words,
    onRetry: () => metrics.batches.inc({ source: source.name, outcome: "retried" }),
    onCommitted: (batch, projected) => {
      count(metrics, source.name, { ...projected, records: batch.records.length });
      announcer.tell(projected);
    },
  });
  const timed = measured(pipeline, { source: source.name, metrics, pace });
  const onExtents = (extents: readonly StreamExtent[], own: readonly OwnStream[]) =>
    countLag(metrics, source.name, { extents, own });
  const rules = await createCurrentRules(pool, run.rulesOf);
  const desk = createSourceDesk({ pool, sourceId, worker, rules, pipeline: timed, onReport, onExtents });
  const running = source.run(desk, signal);
  const beating = beatUntil(signal, beat);
  await running;
  await beating;
  await deleteIngestPace(pool, pacer).catch(() => undefined);
  await sayStopped(pool, [sourceId, ...engineIds]);
}

async function sayStopped(pool: Pool, sourceIds: readonly number[]): Promise<void> {
  for (const id of sourceIds) {
    await writeSourceState(pool, id, { state: "stopped", detail: "The worker was stopped." }).catch(() => undefined);
  }
}

type Measuring = { readonly source: string; readonly metrics: IngestMetrics; readonly pace: PaceMeter };

/** The same pipeline, with the time that each batch takes from its arrival to its commit. */
function measured(pipeline: Pipeline, { source, metrics, pace }: Measuring): Pipeline {
  return async (batch, rules) => {
    const begun = performance.now();
    const projected = await pipeline(batch, rules);
    const commitMs = performance.now() - begun;
    const records = batch.records.length;
    metrics.batchSeconds.observe({ source }, commitMs / 1000);
    metrics.batchRecords.observe({ source }, records);
    pace.add({ records, events: projected.events, quarantined: projected.quarantined.length, commitMs });
    return projected;
  };
}

async function beatUntil(signal: AbortSignal, beat: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await beat();
    await pause(BEAT_EVERY_MS, signal);
  }
}

type Counts = {
  readonly records: number;
  readonly events: number;
  readonly ignored: number;
  readonly quarantined: readonly unknown[];
};

function count(metrics: IngestMetrics, source: string, { records, events, ignored, quarantined }: Counts): void {
  metrics.batches.inc({ source, outcome: "committed" });
  metrics.events.inc({ source }, events);
  metrics.records.inc({ source, outcome: "ignored" }, ignored);
  metrics.records.inc({ source, outcome: "quarantined" }, quarantined.length);
  metrics.records.inc({ source, outcome: "projected" }, records - ignored - quarantined.length);
}

function countLag(
  metrics: IngestMetrics,
  source: string,
  { extents, own }: { readonly extents: readonly StreamExtent[]; readonly own: readonly OwnStream[] },
): void {
  const next = new Map(own.map(({ name, nextPosition }) => [name, nextPosition]));
  for (const { stream, endPosition } of extents) {
    const position = next.get(stream);
    if (position !== undefined) metrics.lag.set({ source, stream }, Math.max(0, endPosition - position));
  }
}
