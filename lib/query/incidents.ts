import type { z } from "zod";
import type { Incident, IncidentList, IncidentListQuery } from "@/lib/api/contract/cases";
import type { IncidentType } from "@/lib/api/contract/incident-groups";
import type { Sql } from "@/lib/store/database";
import { readLetterIncidents } from "@/lib/store/incident/dead-letter-incidents";
import {
  type IncidentFilter,
  type IncidentPlace,
  readIncidents as readStoredIncidents,
  type StoredIncident,
} from "@/lib/store/read/incidents";
import { readNewestOperations, type TargetOperation } from "@/lib/store/read/operation-items";
import { readStuckCases } from "@/lib/store/read/stuck";
import { readCursor, TimePlace, toPage } from "./cursor";
import { readElementNames } from "./diagram/diagram-elements";
import { readIncidentFilter } from "./incident-filter";
import { type ShowMessage, toLetterIncident } from "./incident-letters";
import { withElementNames } from "./named-waits";
import { modelIdOf } from "./process-scope";
import { toStuckFilter, toStuckIncident } from "./stuck";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Asked = {
  readonly query: IncidentListQuery;
  /** Names of the sources whose engine can be asked. */
  readonly engines: ReadonlySet<string>;
  readonly now: number;
  /** Without it messages of dead letters stay hidden. */
  readonly show?: ShowMessage;
};

/** A page of incidents, the latest first, each with the newest operation on it. */
export async function readIncidentList(
  sql: Sql,
  { query, engines, now, show = () => "" }: Asked,
): Promise<z.infer<typeof IncidentList>> {
  const place = readCursor(TimePlace, query.cursor);
  const filter = await readIncidentFilter(sql, query, now);
  if (filter === null) return { items: [], nextCursor: null };
  const after = place === null ? null : { openedAt: new Date(place[0]), incidentKey: place[1] };
  const limit = query.limit + 1;
  const of = (one: IncidentType, read: () => Promise<readonly Listed[]>) =>
    query.type === undefined || query.type === one ? read() : Promise.resolve([]);
  const found = await Promise.all([
    of("engine", async () => withShown(sql, await readStoredIncidents(sql, filter, { after, limit }), engines)),
    of("stuck", () => readStuckOf(sql, { filter, after, limit, now })),
    of("dead-letter", () => readLettersOf(sql, { filter, after, limit, show })),
  ]);
  const merged = found.flat().sort((a, b) => b.at - a.at || a.rank - b.rank);
  return toPage(merged, query.limit, { placeOf: ({ at, key }) => [at, key], show: ({ shown }) => shown });
}

/** An incident in the one list of all types: at the same instant the lower rank comes first. */
type Listed = { readonly at: number; readonly key: string; readonly rank: number; readonly shown: Incident };

async function withShown(sql: Sql, rows: readonly StoredIncident[], engines: ReadonlySet<string>): Promise<Listed[]> {
  const shown = await toIncidents(sql, rows, engines);
  return rows.flatMap(({ openedAt, incidentKey }, index) => {
    const incident = shown[index];
    return incident === undefined ? [] : [{ at: openedAt.getTime(), key: incidentKey, rank: 0, shown: incident }];
  });
}

const STUCK = "stuck:";
const LETTER = "letter:";
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";
const AFTER_ALL = "ffffffff-ffff-ffff-ffff-ffffffffffff";

function stuckPlaceOf(incidentKey: string): string {
  if (incidentKey.startsWith(STUCK)) return incidentKey.slice(STUCK.length);
  return incidentKey.startsWith(LETTER) ? AFTER_ALL : BEFORE_ALL;
}

type StuckOf = {
  readonly filter: IncidentFilter;
  readonly after: IncidentPlace | null;
  readonly limit: number;
  readonly now: number;
};

async function readStuckOf(sql: Sql, { filter, after, limit, now }: StuckOf): Promise<Listed[]> {
  const meant = toStuckFilter(filter);
  if (meant === null) return [];
  const caseId = stuckPlaceOf(after?.incidentKey ?? "");
  if (!UUID.test(caseId)) return [];
  const page = { after: after === null ? null : { becameAt: after.openedAt, caseId }, limit, order: "latest" } as const;
  return (await withElementNames(sql, await readStuckCases(sql, meant, page))).map((stuck) => ({
    at: stuck.becameAt.getTime(),
    key: `${STUCK}${stuck.caseId}`,
    rank: 1,
    shown: toStuckIncident(stuck, now),
  }));
}

type LettersOf = Omit<StuckOf, "now"> & { readonly show: ShowMessage };

async function readLettersOf(sql: Sql, { filter, after, limit, show }: LettersOf): Promise<Listed[]> {
  const [, streamId = "-1", position = "-1"] = /^letter:(\d{1,9})\/(\d{1,18})$/.exec(after?.incidentKey ?? "") ?? [];
  const place =
    after === null ? null : { recordedAt: after.openedAt, streamId: Number(streamId), position: Number(position) };
  return (await readLetterIncidents(sql, filter, { after: place, limit })).map((letter) => ({
    at: letter.openedAt.getTime(),
    key: `${LETTER}${letter.streamId}/${letter.position}`,
    rank: 2,
    shown: toLetterIncident(letter, show),
  }));
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
    type: "engine",
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
