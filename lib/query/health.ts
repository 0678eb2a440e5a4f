import type { Health } from "@/lib/api/contract/streams";
import type { Sql } from "@/lib/store/database";
import { readCarriedLag, readSources, type StoredSource } from "@/lib/store/read/sources";

/** A worker says every few seconds that it lives. */
const SILENT_AFTER_MS = 20_000;

type SourceHealth = Health["sources"][number];

/** An engine whose exporter's records come over another source. */
export type CarriedEngine = {
  readonly id: string;
  readonly kind: string;
  readonly carrier: string;
  readonly topic: string;
};

type About = { readonly version: string; readonly engines: readonly CarriedEngine[]; readonly now: number };

/** Whether it serves, and how far it is behind each source. A source that is down does not make the console unhealthy. */
export async function readHealth(sql: Sql, { version, engines, now }: About): Promise<Health> {
  const stored = await readSources(sql);
  // The worker keeps a row for a carried engine, too; what is told of it is how its carrier stands.
  const own = stored.filter(({ name }) => !engines.some(({ id }) => id === name));
  const shown = own.map((source) => toSourceHealth(source, now));
  const carried = await Promise.all(engines.map((engine) => readEngineHealth(sql, engine, { shown, now })));
  const sources = [...shown, ...carried];
  const isWell = sources.every(({ kind, state }) => kind === "file" || state === "running");
  return { status: isWell ? "ok" : "degraded", database: "ok", version, sources };
}

/** We hear an engine as well as we hear the source that carries its records. */
async function readEngineHealth(
  sql: Sql,
  { id, kind, carrier, topic }: CarriedEngine,
  { shown, now }: { readonly shown: readonly SourceHealth[]; readonly now: number },
): Promise<SourceHealth> {
  const { streams, lagEvents, lastEventAt, behindSince } = await readCarriedLag(sql, carrier, topic);
  const state = shown.find((source) => source.id === carrier)?.state ?? "starting";
  const nothing = `Nothing has come from its exporter yet: there is no topic ${topic} in ${carrier}.`;
  return {
    id,
    kind,
    state: streams === 0 && state === "running" ? "starting" : state,
    detail: streams === 0 ? nothing : `Its records come over ${topic} of ${carrier}.`,
    lagEvents,
    lagMs: toLagMs({ lagEvents, behindSince }, now),
    lastEventAt: lastEventAt?.toISOString() ?? null,
  };
}

export const downHealth = (version: string): Health => ({ status: "down", database: "down", version, sources: [] });

function toSourceHealth(source: StoredSource, now: number): SourceHealth {
  const { state, detail } = toState(source, now);
  return {
    id: source.name,
    kind: source.kind,
    state,
    detail,
    lagEvents: source.lagEvents,
    lagMs: toLagMs(source, now),
    lastEventAt: source.lastEventAt?.toISOString() ?? null,
  };
}

/** Nobody reads files, and the intake is there as long as we are: only a worker's sources beat. */
function toState({ kind, state, detail, beatAt }: StoredSource, now: number) {
  if (kind === "file") return { state, detail: detail === "" ? "An imported log: nothing more comes of it." : detail };
  if (kind === "http") return { state: "running", detail };
  const silentMs = beatAt === null ? 0 : now - beatAt.getTime();
  if (silentMs <= SILENT_AFTER_MS) return { state, detail };
  const seconds = Math.round(silentMs / 1000);
  return { state: "stopped", detail: `The ingest worker has been silent for ${seconds} s. ${detail}`.trim() };
}

function toLagMs(
  { lagEvents, behindSince }: Pick<StoredSource, "lagEvents" | "behindSince">,
  now: number,
): number | null {
  if (lagEvents === null) return null;
  if (lagEvents === 0) return 0;
  return behindSince === null ? null : Math.max(0, now - behindSince.getTime());
}
