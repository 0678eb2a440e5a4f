import { z } from "zod";
import type { Filter } from "@/lib/api/contract/filter";
import type { ProcessList, ProcessSummary } from "@/lib/api/contract/processes";
import type { Sql } from "@/lib/store/database";
import { readCursor, toPage } from "./cursor";
import { readProcesses } from "./processes";
import { toHours, toTimeRange } from "./time-range";

type Query = Filter & { readonly cursor?: string | undefined; readonly limit: number };

/** A page of the processes. They are few, so they are counted all at once and filtered here. */
export async function readProcessList(sql: Sql, query: Query, now: number): Promise<z.infer<typeof ProcessList>> {
  const skipped = readCursor(z.tuple([z.int().min(0)]), query.cursor)?.[0] ?? 0;
  const all = (await readProcesses(sql, toHours(toTimeRange(query, now)), now)).filter((one) => isWanted(one, query));
  const page = all.slice(skipped, skipped + query.limit + 1);
  return toPage(page, query.limit, { placeOf: () => [skipped + query.limit], show: (process) => process });
}

function isWanted(
  process: ProcessSummary,
  { source, process: wanted, incident, stuck, state, version }: Query,
): boolean {
  const of = { active: process.active, ended: process.ended, canceled: process.canceled };
  return (
    (source === undefined || process.source === source) &&
    (wanted === undefined || process.id === wanted || process.name === wanted) &&
    (version === undefined || process.versions.includes(version)) &&
    (incident === undefined || process.incidents > 0 === incident) &&
    (stuck === undefined || process.stuck > 0 === stuck) &&
    (state === undefined || of[state] > 0)
  );
}
