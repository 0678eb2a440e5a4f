import type { IncidentListQuery } from "@/lib/api/contract/cases";
import type { Sql } from "@/lib/store/database";
import type { Aside } from "@/lib/store/incident/aside";
import { readGroupsAside } from "@/lib/store/incident/group-notes";
import { readCaseIds } from "@/lib/store/read/cases";
import type { IncidentFilter } from "@/lib/store/read/incidents";
import { definitionIdsOf, readCaseFilter } from "./case-filter";
import { getProcessScope } from "./process-scope";
import { toDateRange } from "./time-range";

/** A snoozed group stays out of sight whatever comes; an archived one until it is seen again. */
const FOREVER = new Date(8.64e15 / 100);
const CASES_MAX = 10_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type IncidentQuestion = Omit<IncidentListQuery, "cursor" | "limit" | "triage"> & {
  readonly triage?: IncidentListQuery["triage"];
};

/** Looks up what the filters name. Time is when the incident opened. Null: nothing can match. */
export async function readIncidentFilter(
  sql: Sql,
  query: IncidentQuestion,
  now: number,
): Promise<IncidentFilter | null> {
  if (query.fingerprint !== undefined && !UUID.test(query.fingerprint)) return null;
  if (query.incident === false) return null;
  const range = toDateRange(query, now);
  const scope = query.process === undefined ? null : await getProcessScope(sql, query.process, query.version);
  const caseIds = await readCasesMeant(sql, query, now);
  if (caseIds?.length === 0) return null;
  return {
    state: query.state,
    ...range,
    definitionIds: definitionIdsOf(scope, query.version),
    processId: scope?.kind === "observed" ? scope.processId : null,
    processIds: scope?.kind === "bound" ? scope.processIds : null,
    source: query.source ?? null,
    elementId: query.element ?? null,
    fingerprint: query.fingerprint ?? null,
    caseIds: caseIds === null ? [] : [caseIds],
    aside: await readAside(sql, query.triage ?? "all", now),
  };
}

/** The incidents that are out of sight, to be left out or to be the only ones. */
async function readAside(sql: Sql, triage: IncidentListQuery["triage"], now: number): Promise<Aside | null> {
  if (triage === "all") return null;
  const notes = await readGroupsAside(sql, new Date(now));
  const until = new Map<string, Date>();
  for (const { fingerprint, archivedAt, snoozedUntil } of notes) {
    const isSnoozed = snoozedUntil !== null && snoozedUntil.getTime() > now;
    if (isSnoozed && triage !== "archived") until.set(fingerprint, FOREVER);
    else if (archivedAt !== null && triage !== "snoozed") until.set(fingerprint, archivedAt);
  }
  return { isShown: triage !== "active", until };
}

/** The cases that the filters of cases leave; null when there are no such filters. */
async function readCasesMeant(
  sql: Sql,
  { activity, key, variant, minDuration, maxDuration, stuck }: IncidentQuestion,
  now: number,
): Promise<readonly string[] | null> {
  const ofCases = { activity, key, variant, minDuration, maxDuration, stuck };
  if (Object.values(ofCases).every((value) => value === undefined)) return null;
  const filter = await readCaseFilter(sql, ofCases, now);
  return filter === null ? [] : readCaseIds(sql, filter, CASES_MAX);
}
