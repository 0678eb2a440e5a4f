import type { StoredSource } from "@/lib/store/read/sources";
import type { WatchedProcess } from "@/lib/store/watch/process-sources";

/** Up to when we know what happened in a process, or why we do not. */
export type ProcessClock = { readonly asOf: Date | null; readonly detail: string };

type Known = Pick<StoredSource, "name" | "kind" | "state" | "lagEvents" | "behindSince" | "beatAt">;

const BEHIND_MAX_MS = 30_000;
const SILENT_AFTER_MS = 20_000;

/**
 * Time goes on where something may still come. Of an imported log nothing more comes: it is as late there as its newest
 * event says. While a source lags, the event that a case waits for may be read in a moment: then nobody is judged.
 */
export function clockOf(
  { sources, newestAt }: Pick<WatchedProcess, "sources" | "newestAt">,
  known: readonly Known[],
  now: number,
): ProcessClock {
  const live = known.filter(({ name, kind }) => sources.includes(name) && kind !== "file");
  if (live.length === 0) return { asOf: new Date(Math.min(now, newestAt.getTime())), detail: "" };
  for (const source of live) {
    const detail = troubleOf(source, now);
    if (detail !== null) return { asOf: null, detail };
  }
  return { asOf: new Date(now), detail: "" };
}

function troubleOf({ name, kind, state, lagEvents, behindSince, beatAt }: Known, now: number): string | null {
  const isRead = kind === "http" || (beatAt !== null && now - beatAt.getTime() <= SILENT_AFTER_MS);
  if (!isRead) return `The source "${name}" is not read at the moment: its cases are not judged until it is.`;
  if (kind !== "http" && state !== "running" && state !== "degraded") {
    return `The source "${name}" is ${state}: its cases are not judged until it runs.`;
  }
  const isBehind = (lagEvents ?? 0) > 0 && behindSince !== null && now - behindSince.getTime() > BEHIND_MAX_MS;
  if (!isBehind) return null;
  return `The source "${name}" lags by ${(lagEvents ?? 0).toLocaleString("en")} records: its cases are not judged until it has caught up.`;
}
