import { pause } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { announce } from "@/lib/store/announce";
import type { Sql } from "@/lib/store/database";
import { expireQuarantine } from "@/lib/store/expire-quarantine";
import { failSilentImports } from "@/lib/store/import-run";
import { deleteSilentPaces } from "@/lib/store/ingest-pace";

export type HouseRules = { readonly keepDays: number; readonly maxBytes: number };

const EVERY_MS = 30_000;
/** Between two portions, so that what is live goes first. */
const BREATH_MS = 50;
const DAY_MS = 86_400_000;

/**
 * What has to be done now and then besides reading, until the signal: the quarantine's bytes by its policy, imports whose
 * process died, measurements of workers that are gone. All workers do it; portions that another one has are left to it.
 */
export async function keepHouse(
  { sql, rules, log }: { readonly sql: Sql; readonly rules: HouseRules; readonly log: Log },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await dropExpired(sql, rules, signal);
      if ((await failSilentImports(sql)) > 0) await announce(sql, ["imports"]);
      await deleteSilentPaces(sql);
    } catch (error) {
      log.debug({ error: String(error) }, "housekeeping failed; it is tried again");
    }
    await pause(EVERY_MS, signal);
  }
}

async function dropExpired(sql: Sql, { keepDays, maxBytes }: HouseRules, signal: AbortSignal): Promise<void> {
  const before = new Date(Date.now() - keepDays * DAY_MS);
  let dropped = 0;
  for (let part = -1; part !== 0 && !signal.aborted; dropped += part) {
    part = await expireQuarantine(sql, { before, bytesMax: maxBytes });
    await pause(BREATH_MS, signal);
  }
  if (dropped > 0) await announce(sql, ["quarantine"]);
}
