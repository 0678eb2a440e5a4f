import type { z } from "zod";
import { stuckText, waitText } from "@/lib/analytics/wait-text";
import type { Incident } from "@/lib/api/contract/cases";
import type { StuckCase, StuckFacts, StuckQuery, StuckReport, WaitPlace } from "@/lib/api/contract/stuck";
import type { Sql } from "@/lib/store/database";
import type { IncidentFilter } from "@/lib/store/read/incidents";
import { countStuckCases, readStuckCases, type StoredStuck, type StuckFilter } from "@/lib/store/read/stuck";
import type { StoredStuckGroup } from "@/lib/store/read/stuck-groups";
import { readPausedProcesses, readUnjudgedPlaces, type StoredPlace } from "@/lib/store/read/wait-places";
import { definitionIdsOf } from "./case-filter";
import type { BareGroup } from "./incident-group-facts";
import { withElementNames } from "./named-waits";
import { getProcessScope, type ProcessScope } from "./process-scope";

const PLACES_MAX = 200;
const ANY: StuckFilter = {
  from: null,
  to: null,
  definitionIds: null,
  processIds: null,
  fingerprint: null,
  caseIds: [],
};

/** What is stuck, the most overdue first, and where nothing can be said of single cases. */
export async function readStuckReport(
  sql: Sql,
  { process, limit }: z.infer<typeof StuckQuery>,
  now: number,
): Promise<StuckReport> {
  const scope = process === undefined ? null : await getProcessScope(sql, process);
  const processIds = processIdsOf(scope);
  const filter = { ...ANY, processIds, definitionIds: definitionIdsOf(scope, undefined) };
  const [count, stuck, places, paused] = await Promise.all([
    countStuckCases(sql, filter),
    readStuckCases(sql, filter, { after: null, limit, order: "overdue" }),
    readUnjudgedPlaces(sql, processIds, PLACES_MAX),
    readPausedProcesses(sql),
  ]);
  const [named, namedPlaces] = await Promise.all([withElementNames(sql, stuck), withElementNames(sql, places)]);
  const items = named.map((one) => toStuckCase(one, now));
  return { count, items, places: namedPlaces.map(toPlace), paused: [...paused] };
}

/** The observed processes that a scope means; null: it is told by its definitions, or means all. */
function processIdsOf(scope: ProcessScope | null): readonly number[] | null {
  if (scope === null || scope.kind === "model") return null;
  return scope.kind === "observed" ? [scope.processId] : scope.processIds;
}

/** Why this case is held to be stuck; null when it is not. */
export async function readStuckFacts(sql: Sql, caseId: string, now: number): Promise<StuckFacts | null> {
  const page = { after: null, limit: 1, order: "latest" } as const;
  const [stuck] = await withElementNames(sql, await readStuckCases(sql, { ...ANY, caseIds: [[caseId]] }, page));
  return stuck === undefined ? null : toFacts(stuck, now);
}

/** What of a filter of incidents means stuck cases; null: none of them can match. */
export function toStuckFilter(filter: IncidentFilter): StuckFilter | null {
  if (filter.state === "resolved" || filter.source !== null || filter.elementId !== null) return null;
  const { from, to, definitionIds, processId, fingerprint, caseIds, aside = null } = filter;
  const processIds = processId === null ? (filter.processIds ?? null) : [processId];
  return { from, to, definitionIds, processIds, fingerprint, caseIds, aside };
}

/** A stuck case as an incident: nothing failed in an engine, so there is nothing to retry. */
export function toStuckIncident(stuck: StoredStuck, now: number): Incident {
  return {
    id: `stuck:${stuck.caseId}`,
    type: "stuck",
    kind: "stuck",
    caseId: stuck.caseId,
    caseLabel: stuck.caseLabel,
    processId: stuck.process,
    processName: stuck.process,
    version: 0,
    processInstanceKey: "",
    elementId: "",
    elementName: stuck.activity,
    message: `${toText(stuck, now)}. ${expectedText(stuck)}`,
    openedAt: stuck.becameAt.toISOString(),
    resolvedAt: null,
    state: "open",
    jobKey: null,
    source: "",
    fingerprint: stuck.fingerprint,
    alike: stuck.alike,
    operation: null,
    retryable: false,
    whyNotRetryable:
      "Nothing failed in an engine that could be retried: an event does not come. See who should send it.",
  };
}

export function toStuckGroup(group: StoredStuckGroup): BareGroup {
  return {
    fingerprint: group.fingerprint,
    type: "stuck",
    kind: "stuck",
    where: `${group.process} · ${group.activity}`,
    message: `stuck after ${group.activity}: what usually follows does not come`,
    incidents: group.cases,
    cases: group.cases,
    firstSeen: group.firstSeen.toISOString(),
    lastSeen: group.lastSeen.toISOString(),
    state: "open",
    sampleCaseIds: group.sampleCaseIds,
    element: null,
  };
}

function toStuckCase(stuck: StoredStuck, now: number): StuckCase {
  const waitedMs = waitedOf(stuck, now);
  const { caseId, caseLabel, process, activity, producer } = stuck;
  const times = waitedMs / Math.max(1, stuck.thresholdMs);
  return { ...toFacts(stuck, now), caseId, caseLabel, process, activity, producer, waitedMs, times };
}

function toFacts(stuck: StoredStuck, now: number): StuckFacts {
  const { since, expected, thresholdMs, history } = stuck;
  return {
    since: since.toISOString(),
    expected: expected.map(({ activity, producer, share }) => ({ activity, producer, share: Math.min(1, share) })),
    thresholdMs,
    n: history,
    text: toText(stuck, now),
  };
}

/** An imported log is over: its cases waited until it ended, not until now. */
function waitedOf({ since, asOf }: StoredStuck, now: number): number {
  return Math.max(0, Math.min(now, asOf.getTime()) - since.getTime());
}

function toText(stuck: StoredStuck, now: number): string {
  const { activity: after, thresholdMs, history, isSet } = stuck;
  return stuckText({ waitedMs: waitedOf(stuck, now), after, thresholdMs, history, isSet });
}

function expectedText({ expected }: StoredStuck): string {
  if (expected.length === 0) return "Nothing is known of what comes next.";
  const names = expected.map(
    ({ activity, producer, share }) => `${activity} from ${producer} (${Math.round(share * 100)}%)`,
  );
  return `Expected next: ${names.join(", or ")}.`;
}

function toPlace({ kind: _kind, channel: _channel, ...place }: StoredPlace): WaitPlace {
  const standing = place.standing === "silent" || place.standing === "thin" ? place.standing : "unbounded";
  return { ...place, standing, text: placeText({ ...place, standing }) };
}

function placeText({ standing, followed, ended, waiting, thresholdMs, activity }: Omit<WaitPlace, "text">): string {
  const history = `${(followed + ended).toLocaleString("en")} cases`;
  if (standing !== "silent") {
    return `History is too thin here to say what is too long: ${history} went on from ${activity}, 100 are needed.`;
  }
  return (
    `${waiting.toLocaleString("en")} cases wait longer than ${waitText(thresholdMs ?? 0)} after ${activity}, ` +
    `which ${history} have passed: either all that should follow is down, or cases end here and nothing says so.`
  );
}
