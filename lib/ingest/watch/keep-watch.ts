import type { SagaRule } from "@/lib/domain/saga-rule";
import { pause } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { announce } from "@/lib/store/announce";
import type { Pool } from "@/lib/store/database";
import { readSources } from "@/lib/store/read/sources";
import { readWatchedProcesses, type WatchedProcess } from "@/lib/store/watch/process-sources";
import { replaceProcessStandings } from "@/lib/store/watch/process-watch";
import { holdWatch, releaseWatch } from "@/lib/store/watch/watch-lock";
import { OddityFinder } from "./find-oddities";
import { judgeWaits } from "./judge-waits";
import { learnWaits } from "./learn-waits";
import { clockOf } from "./process-clock";

export type WatchRules = readonly { readonly process: string; readonly stuckAfterSeconds: number | null }[];

export type WatchOptions = {
  /** One connection of its own: the lock that makes it the only watcher is the connection's. */
  readonly pool: Pool;
  readonly rules: WatchRules;
  readonly log: Log;
  readonly tiesMax?: number | null;
  readonly sagas?: readonly SagaRule[];
  readonly everyMs?: number;
  readonly settleMs?: number;
};

const EVERY_MS = 15_000;
/** Findings are told of cases that have been quiet for a minute: what belongs to them has come by then. */
const SETTLE_MS = 60_000;
/** Watching takes a tenth of one connection's time at most, learning a twentieth: what is live goes first. */
const ROUND_SHARE = 10;
const LEARN_SHARE = 20;

/** Looks for what does not happen and for what does not fit, until the signal. Of all workers one does, the others wait. */
export async function keepWatch(
  { pool, rules, log, tiesMax = null, sagas = [], everyMs = EVERY_MS, settleMs = SETTLE_MS }: WatchOptions,
  signal: AbortSignal,
): Promise<void> {
  let learnAt = 0;
  const oddities = new OddityFinder(pool, { settleMs, tiesMax, sagas });
  while (!signal.aborted) {
    const startedAt = performance.now();
    try {
      if (await holdWatch(pool)) {
        try {
          learnAt = await watchOnce({ pool, rules, learnAt, everyMs, oddities });
        } finally {
          await releaseWatch(pool);
        }
      }
    } catch (error) {
      log.debug({ error: String(error) }, "watching failed; it is tried again");
    }
    await pause(Math.max(everyMs, ROUND_SHARE * (performance.now() - startedAt)), signal);
  }
}

type Round = Pick<WatchOptions, "pool" | "rules"> & {
  readonly learnAt: number;
  readonly everyMs: number;
  readonly oddities: OddityFinder;
};

/** One look at all processes; says when it is time to learn again. */
async function watchOnce({ pool, rules, learnAt, everyMs, oddities }: Round): Promise<number> {
  const now = Date.now();
  const [processes, sources] = [await readWatchedProcesses(pool), await readSources(pool)];
  const standings = processes.map((process) => ({ ...process, ...clockOf(process, sources, now) }));
  await replaceProcessStandings(pool, standings);
  const judged = standings.flatMap(({ processId, asOf }) => (asOf === null ? [] : [{ processId, asOf }]));
  const clocks = { processIds: judged.map(({ processId }) => processId), asOf: judged.map(({ asOf }) => asOf) };
  let nextAt = learnAt;
  if (performance.now() >= learnAt) {
    const startedAt = performance.now();
    await learnWaits(pool, { clocks, settings: settingsOf(rules, processes), now });
    const endedAt = performance.now();
    nextAt = endedAt + Math.max(everyMs, LEARN_SHARE * (endedAt - startedAt));
  }
  if (await judgeWaits(pool, clocks)) await announce(pool, ["cases", "incidents", "processes"]);
  await oddities.round({
    asOf: new Map(standings.map(({ processId, asOf }) => [processId, asOf])),
    names: new Map(processes.map(({ processId, name }) => [processId, name])),
    now,
  });
  return nextAt;
}

/** Settings name processes as operators do. */
function settingsOf(rules: WatchRules, processes: readonly WatchedProcess[]): ReadonlyMap<number, number | null> {
  const settings = new Map<number, number | null>();
  for (const { process, stuckAfterSeconds } of rules) {
    const found = processes.find(({ name }) => name === process);
    if (found !== undefined)
      settings.set(found.processId, stuckAfterSeconds === null ? null : stuckAfterSeconds * 1000);
  }
  return settings;
}
