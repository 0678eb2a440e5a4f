import type { z } from "zod";
import type { Pace, PaceList } from "@/lib/api/contract/streams";
import type { Sql } from "@/lib/store/database";
import { readIngestPaces, type StoredPace } from "@/lib/store/ingest-pace";
import { countQuarantined } from "@/lib/store/read/quarantine-groups";
import { groupBy } from "./group-by";

/** What the workers measured of each source in their last ten seconds, over all of them. */
export async function readPaceList(sql: Sql): Promise<z.infer<typeof PaceList>> {
  const ofSources = groupBy(await readIngestPaces(sql), ({ source }) => source);
  return { items: [...ofSources].map(([source, paces]) => toPace(source, paces)) };
}

export const readQuarantineCounts = countQuarantined;

/** Rates add up. Of commit times the slowest worker's are told: an average would hide it. */
function toPace(source: string, paces: readonly StoredPace[]): z.infer<typeof Pace> {
  const sum = (of: (pace: StoredPace) => number) => paces.reduce((total, pace) => total + of(pace), 0);
  const batchesPerSecond = sum((pace) => pace.batchesPerSecond);
  return {
    source,
    workers: paces.length,
    recordsPerSecond: sum((pace) => pace.recordsPerSecond),
    eventsPerSecond: sum((pace) => pace.eventsPerSecond),
    quarantinedPerSecond: sum((pace) => pace.quarantinedPerSecond),
    batchesPerSecond,
    recordsPerBatch:
      batchesPerSecond === 0 ? 0 : sum((pace) => pace.recordsPerBatch * pace.batchesPerSecond) / batchesPerSecond,
    commitMsP50: Math.max(...paces.map(({ commitMsP50 }) => commitMsP50)),
    commitMsP95: Math.max(...paces.map(({ commitMsP95 }) => commitMsP95)),
  };
}
