import type { z } from "zod";
import type { CaseCount, CaseList, CaseListQuery, CaseSummary } from "@/lib/api/contract/cases";
import type { Sql } from "@/lib/store/database";
import type { CaseFilter } from "@/lib/store/read/case-filter";
import { countCases, readCases as readStoredCases, type StoredCase } from "@/lib/store/read/cases";
import { readCaseFilter } from "./case-filter";
import { narrowBySearch } from "./case-search";
import { readCursor, toPage, UuidPlace } from "./cursor";

const COUNTED_MAX = 10_000;

/** A page of cases, the latest start first. */
export async function readCaseList(sql: Sql, query: CaseListQuery, now: number): Promise<z.infer<typeof CaseList>> {
  const place = readCursor(UuidPlace, query.cursor);
  const filter = await readMeant(sql, query, now);
  if (filter === null) return { items: [], nextCursor: null };
  const after = place === null ? null : { startedAt: new Date(place[0]), caseId: place[1] };
  const rows = await readStoredCases(sql, filter, { after, limit: query.limit + 1 });
  return toPage(rows, query.limit, {
    placeOf: ({ startedAt, caseId }) => [startedAt.getTime(), caseId],
    show: toCaseSummary,
  });
}

/** How many match, counted up to a bound. */
export async function countCaseList(sql: Sql, query: CaseListQuery, now: number): Promise<CaseCount> {
  const filter = await readMeant(sql, query, now);
  const count = filter === null ? 0 : await countCases(sql, filter, COUNTED_MAX + 1);
  return { count: Math.min(count, COUNTED_MAX), exact: count <= COUNTED_MAX };
}

async function readMeant(sql: Sql, { q = "", ...query }: CaseListQuery, now: number): Promise<CaseFilter | null> {
  const filter = await readCaseFilter(sql, query, now);
  return filter === null || q.trim() === "" ? filter : narrowBySearch(sql, filter, q);
}

export function toCaseSummary(stored: StoredCase): CaseSummary {
  return {
    id: stored.caseId,
    label: stored.label,
    process: stored.process,
    state: stored.status,
    startedAt: stored.startedAt.toISOString(),
    lastAt: stored.lastAt.toISOString(),
    endedAt: stored.endedAt?.toISOString() ?? null,
    durationMs: stored.lastAt.getTime() - stored.startedAt.getTime(),
    events: stored.eventCount,
    incidents: stored.openIncidents,
    stuck: stored.isStuck,
    lastActivity: stored.lastActivity,
    recorded: stored.isRecorded,
  };
}
