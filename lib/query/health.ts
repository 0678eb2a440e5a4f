import type { Health } from "@/lib/api/contract/streams";
import type { Sql } from "@/lib/store/database";
import { readSources, type StoredSource } from "@/lib/store/read/sources";

/** A worker says every few seconds that it lives. */
const SILENT_AFTER_MS = 20_000;

type SourceHealth = Health["sources"][number];

/** Whether it serves, and how far it is behind each source. A source that is down does not make the console unhealthy. */
export async function readHealth(sql: Sql, about: { readonly version: string; readonly now: number }): Promise<Health> {
  const sources = await readSources(sql);
  const shown = sources.map((source) => toSourceHealth(source, about.now));
  const isWell = shown.every(({ kind, state }) => kind === "file" || state === "running");
  return { status: isWell ? "ok" : "degraded", database: "ok", version: about.version, sources: shown };
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

function toLagMs({ lagEvents, behindSince }: StoredSource, now: number): number | null {
  if (lagEvents === null) return null;
  if (lagEvents === 0) return 0;
  return behindSince === null ? null : Math.max(0, now - behindSince.getTime());
}
