import { z } from "zod";
import { quantile } from "@/lib/analytics/duration-histogram";
import type { Filter } from "@/lib/api/contract/filter";
import type { ProcessList, ProcessListItem, ProcessSummary } from "@/lib/api/contract/processes";
import type { Sql } from "@/lib/store/database";
import { readCaseDurations } from "@/lib/store/read/case-durations";
import { readCursor, toPage } from "./cursor";
import { groupBy } from "./group-by";
import { readProcesses } from "./processes";
import { toHours, toTimeRange } from "./time-range";

type Query = Filter & { readonly cursor?: string | undefined; readonly limit: number };

/** A page of the processes. They are few, so they are counted all at once and filtered here. */
export async function readProcessList(sql: Sql, query: Query, now: number): Promise<z.infer<typeof ProcessList>> {
  const skipped = readCursor(z.tuple([z.int().min(0)]), query.cursor)?.[0] ?? 0;
  const all = (await readProcesses(sql, toHours(toTimeRange(query, now)), now)).filter((one) => isWanted(one, query));
  const page = await withMedians(sql, all.slice(skipped, skipped + query.limit + 1), now);
  return toPage(page, query.limit, { placeOf: () => [skipped + query.limit], show: (process) => process });
}

const MEDIAN_OF_MS = 30 * 86_400_000;

/** Bounded, so that years of cases do not make the list slow. */
async function withMedians(sql: Sql, page: readonly ProcessSummary[], now: number): Promise<ProcessListItem[]> {
  const names = page.filter(({ origin }) => origin === "observed").map(({ name }) => name);
  const buckets = await readCaseDurations(sql, { names, since: new Date(now - MEDIAN_OF_MS) });
  const byName = groupBy(buckets, ({ id }) => id);
  return page.map((process) => {
    const ours = process.origin === "observed" ? (byName.get(process.name) ?? []) : [];
    return { ...process, medianMs: quantile(new Map(ours.map(({ bucket, count }) => [bucket, count])), 0.5) };
  });
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
