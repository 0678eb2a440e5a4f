import type { z } from "zod";
import type {
  Incident,
  IncidentGroup,
  IncidentGroupList,
  IncidentList,
  IncidentListQuery,
} from "@/lib/api/contract/cases";
import type { Sql } from "@/lib/store/database";
import { readIncidentGroups as readStoredGroups } from "@/lib/store/read/incident-groups";
import { readIncidents as readStoredIncidents, type StoredIncident } from "@/lib/store/read/incidents";
import { readNewestOperations, type TargetOperation } from "@/lib/store/read/operation-items";
import { readCursor, TimePlace, toPage, UuidPlace } from "./cursor";
import { readElementNames } from "./diagram/diagram-elements";
import { readIncidentFilter } from "./incident-filter";
import { modelIdOf } from "./process-scope";

type Asked = {
  readonly query: IncidentListQuery;
  /** Names of the sources whose engine can be asked. */
  readonly engines: ReadonlySet<string>;
  readonly now: number;
};

/** A page of incidents, the latest first, each with the newest operation on it. */
export async function readIncidentList(
  sql: Sql,
  { query, engines, now }: Asked,
): Promise<z.infer<typeof IncidentList>> {
  const place = readCursor(TimePlace, query.cursor);
  const filter = await readIncidentFilter(sql, query, now);
  if (filter === null) return { items: [], nextCursor: null };
  const after = place === null ? null : { openedAt: new Date(place[0]), incidentKey: place[1] };
  const rows = await readStoredIncidents(sql, filter, { after, limit: query.limit + 1 });
  const { items, nextCursor } = toPage(rows, query.limit, {
    placeOf: ({ openedAt, incidentKey }) => [openedAt.getTime(), incidentKey],
    show: (row) => row,
  });
  return { items: [...(await toIncidents(sql, items, engines))], nextCursor };
}

export async function toIncidents(
  sql: Sql,
  rows: readonly StoredIncident[],
  engines: ReadonlySet<string>,
): Promise<readonly Incident[]> {
  const [nameOf, operations] = await Promise.all([
    readElementNames(
      sql,
      rows.map(({ definitionId }) => definitionId),
    ),
    readNewestOperations(sql, rows.map(idOf)),
  ]);
  const newest = new Map(operations.map((operation) => [operation.targetId, operation]));
  return rows.map((row) => ({
    ...toShown(row, engines),
    elementName: nameOf(row.definitionId, row.elementId),
    operation: toLastOperation(newest.get(idOf(row))),
  }));
}

function toShown(row: StoredIncident, engines: ReadonlySet<string>): Omit<Incident, "elementName" | "operation"> {
  const whyNotRetryable = toWhyNot(row, engines);
  return {
    id: idOf(row),
    kind: row.errorType,
    caseId: row.caseId,
    caseLabel: row.caseLabel,
    processId: modelIdOf(row),
    processName: row.processName,
    version: row.version,
    processInstanceKey: row.processInstanceKey,
    elementId: row.elementId,
    message: row.message,
    openedAt: row.openedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    state: row.resolvedAt === null ? "open" : "resolved",
    jobKey: row.jobKey,
    source: row.source,
    fingerprint: row.fingerprint,
    alike: row.alike,
    retryable: whyNotRetryable === null,
    whyNotRetryable,
  };
}

function toLastOperation(operation: TargetOperation | undefined): Incident["operation"] {
  if (operation === undefined) return null;
  const { operationId: id, action, state, actor, at } = operation;
  return { id, action, state, actor, at: at.toISOString() };
}

/** An incident's id for operations: its key is unique within its engine. */
const idOf = ({ source, incidentKey }: StoredIncident) => `${source}:${incidentKey}`;

function toWhyNot({ source, resolvedAt }: StoredIncident, engines: ReadonlySet<string>): string | null {
  if (resolvedAt !== null) return "It is resolved.";
  return engines.has(source) ? null : `The engine "${source}" is not connected: its events were imported or recorded.`;
}

/** A page of groups of incidents, the largest first. */
export async function readIncidentGroupList(
  sql: Sql,
  { query, now }: Omit<Asked, "engines">,
): Promise<z.infer<typeof IncidentGroupList>> {
  const place = readCursor(UuidPlace, query.cursor);
  const filter = await readIncidentFilter(sql, query, now);
  if (filter === null) return { items: [], nextCursor: null };
  const after = place === null ? null : { incidents: place[0], fingerprint: place[1] };
  const rows = await readStoredGroups(sql, filter, { after, limit: query.limit + 1 });
  return toPage(rows, query.limit, {
    placeOf: ({ incidents, fingerprint }) => [incidents, fingerprint],
    show: (group): IncidentGroup => ({
      fingerprint: group.fingerprint,
      kind: group.errorType,
      where: `${group.processName} · ${group.elementId}`,
      message: group.message,
      incidents: group.incidents,
      cases: group.cases,
      firstSeen: group.firstSeen.toISOString(),
      lastSeen: group.lastSeen.toISOString(),
      state: group.isOpen ? "open" : "resolved",
    }),
  });
}
