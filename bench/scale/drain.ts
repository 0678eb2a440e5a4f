import { readFileSync } from "node:fs";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { CaseListQuery } from "@/lib/api/contract/cases";
import { readLogEnd } from "@/lib/local/log-file";
import type { ManagedProcess } from "@/lib/local/processes";
import { readCaseList } from "@/lib/query/cases";
import { readProcesses } from "@/lib/query/processes";
import type { Pool } from "@/lib/store/database";
import type { BenchProducer } from "../ingest/producer";
import type { Servers } from "../ingest/servers";
import { type Figure, percentile, type Ratio } from "../report";
import { countProjected, fillBacklog, requireExact, whileDraining } from "./backlog";

/** Rates are taken over `windowEvents`: once around `earlyAt` stored events, once at the end. */
export type DrainSpec = { readonly events: number; readonly windowEvents: number; readonly earlyAt: number };
export type Measured = { readonly figures: readonly Figure[]; readonly ratios: readonly Ratio[] };

const ASK_EVERY_MS = 500;
const DAY_MS = 86_400_000;
const TOPIC = "bench-backlog";
/** Stored so far is said every so many questions: a drain takes minutes. */
const SAY_EVERY = 60;
const LIMITS = { flat: 0.85, memoryMiB: 300, pageMs: 200 };

type Sample = { readonly atMs: number; readonly records: number };
type Drained = { readonly samples: readonly Sample[]; readonly pageMs: readonly number[]; readonly peakMiB: number };

/** One worker against a backlog, with somebody looking at the console all the while. */
export async function measureDrain(servers: Servers, producer: BenchProducer, spec: DrainSpec): Promise<Measured> {
  await fillBacklog(servers, producer, { topic: TOPIC, events: spec.events });
  const drained = await whileDraining(servers, { topic: TOPIC, workers: 1, name: "bench_drain" }, async (draining) => {
    const [worker] = draining.workers;
    if (!worker) throw new Error("there is no worker");
    const seen = await watch(draining.database.pool, worker, spec.events);
    await requireExact(draining.database.pool, spec.events);
    return seen;
  });
  return summarize(drained, spec);
}

async function watch(pool: Pool, worker: ManagedProcess, events: number): Promise<Drained> {
  const samples: Sample[] = [];
  const pageMs: number[] = [];
  let peakMiB = 0;
  for (let records = 0; records < events; await sleep(ASK_EVERY_MS)) {
    if (!worker.isRunning()) throw new Error(`The worker ended. Its last words:\n${readLogEnd(worker.logFile)}`);
    records = await countProjected(pool);
    samples.push({ atMs: performance.now(), records });
    pageMs.push(await askPages(pool));
    peakMiB = Math.max(peakMiB, readPeakMiB(worker.pid));
    if (samples.length % SAY_EVERY === 0) process.stdout.write(`${records} of ${events} stored\n`);
  }
  return { samples, pageMs, peakMiB };
}

/** The overview of processes and the newest cases: what an operator has open while a backlog drains. */
async function askPages(pool: Pool): Promise<number> {
  const now = Date.now();
  const begun = performance.now();
  await readProcesses(pool, { from: new Date(now - DAY_MS), to: null }, now);
  await readCaseList(pool, CaseListQuery.parse({}), now);
  return performance.now() - begun;
}

/** The most that was ever resident; 0 where there is no /proc. */
function readPeakMiB(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function summarize({ samples, pageMs, peakMiB }: Drained, { events, windowEvents, earlyAt }: DrainSpec): Measured {
  const early = rateBetween(samples, earlyAt - windowEvents / 2, earlyAt + windowEvents / 2);
  const late = rateBetween(samples, events - windowEvents, events);
  const page = percentile(pageMs, 0.95);
  const figures = [
    { name: `drain: at ${earlyAt} stored`, value: early, unit: "events/s" },
    { name: `drain: at ${events} stored`, value: late, unit: "events/s" },
    { name: "drain: pages, p50", value: percentile(pageMs, 0.5), unit: "ms" },
    { name: "drain: pages, p95", value: page, unit: "ms" },
    { name: "drain: worker's memory at most", value: peakMiB, unit: "MiB" },
  ];
  const ratios = [
    { name: "flat: late / early rate (at least)", value: late / early, limit: LIMITS.flat },
    { name: "pages during the drain / 200 ms", value: page / LIMITS.pageMs, limit: 1 },
    { name: "worker's memory / 300 MiB", value: peakMiB / LIMITS.memoryMiB, limit: 1 },
  ];
  return { figures, ratios };
}

/** Events a second between the first samples at or past both numbers. */
function rateBetween(samples: readonly Sample[], from: number, to: number): number {
  const first = samples.find(({ records }) => records >= from);
  const last = samples.find(({ records }) => records >= to);
  if (!first || !last || last.atMs === first.atMs) return Number.NaN;
  return ((last.records - first.records) * 1000) / (last.atMs - first.atMs);
}
