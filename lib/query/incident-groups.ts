import type { z } from "zod";
import type { IncidentListQuery } from "@/lib/api/contract/cases";
import type { IncidentGroupDetail, IncidentGroupList, IncidentType } from "@/lib/api/contract/incident-groups";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readGroupComments } from "@/lib/store/incident/comments";
import { readLetterGroups } from "@/lib/store/incident/dead-letter-incidents";
import { readRunbooks } from "@/lib/store/incident/runbooks";
import { readIncidentGroups as readStoredGroups, type StoredIncidentGroup } from "@/lib/store/read/incident-groups";
import type { IncidentFilter } from "@/lib/store/read/incidents";
import { readQuarantineGroups } from "@/lib/store/read/quarantine-groups";
import { readStuckGroups } from "@/lib/store/read/stuck-groups";
import { readCursor, toPage, UuidPlace } from "./cursor";
import { readIncidentFilter } from "./incident-filter";
import { type BareGroup, withGroupFacts } from "./incident-group-facts";
import { type ShowMessage, toLetterGroup } from "./incident-letters";
import { elementScope, groupScope } from "./incident-runbook";
import { canBeUndecodable, toUndecodableGroup } from "./incident-undecodable";
import { withElementNames } from "./named-waits";
import { toStuckFilter, toStuckGroup } from "./stuck";

type Asked = { readonly query: IncidentListQuery; readonly now: number; readonly show: ShowMessage };
type Place = Pick<BareGroup, "incidents" | "fingerprint">;

/** A page of groups of incidents, the largest first. */
export async function readIncidentGroupList(
  sql: Sql,
  { query, now, show }: Asked,
): Promise<z.infer<typeof IncidentGroupList>> {
  const place = readCursor(UuidPlace, query.cursor);
  const filter = await readIncidentFilter(sql, query, now);
  if (filter === null) return { items: [], nextCursor: null };
  const after = place === null ? null : { incidents: place[0], fingerprint: place[1] };
  const groups = await readBareGroups(sql, filter, {
    ...{ after, limit: query.limit + 1, show },
    type: query.type ?? null,
  });
  const { items, nextCursor } = toPage(groups, query.limit, {
    placeOf: ({ incidents, fingerprint }) => [incidents, fingerprint],
    show: (group) => group,
  });
  return { items: [...(await withGroupFacts(sql, items, now))], nextCursor };
}

/** Of those that no engine reported: places where cases can be stuck are as many as there are activities. */
const OTHER_GROUPS_MAX = 500;
const COMMENTS_MAX = 200;
const EVERY: Omit<IncidentFilter, "fingerprint"> = {
  state: "all",
  from: null,
  to: null,
  definitionIds: null,
  processId: null,
  source: null,
  elementId: null,
  caseIds: [],
};

/** One group whatever its state, with all that was written of it. */
export async function getIncidentGroup(
  sql: Sql,
  fingerprint: string,
  { now, show }: Omit<Asked, "query">,
): Promise<IncidentGroupDetail> {
  const bare = await getBareGroup(sql, fingerprint, show);
  const scopes = bare.element === null ? [] : [elementScope(bare.element)];
  const [[group], comments, runbooks] = await Promise.all([
    withGroupFacts(sql, [bare], now),
    readGroupComments(sql, fingerprint, COMMENTS_MAX),
    readRunbooks(sql, [groupScope(fingerprint), ...scopes]),
  ]);
  if (group === undefined) throw new Error("a group lost itself");
  return {
    group,
    notes: comments.map(({ writtenAt, ...note }) => ({ ...note, at: writtenAt.toISOString() })),
    runbooks: runbooks.map(({ scope, markdown, savedAt, savedBy }) => ({
      scope: scope === groupScope(fingerprint) ? "group" : "element",
      markdown,
      savedAt: savedAt.toISOString(),
      savedBy,
    })),
    element: bare.element?.id ?? null,
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function getBareGroup(sql: Sql, fingerprint: string, show: ShowMessage): Promise<BareGroup> {
  const filter = { ...EVERY, fingerprint };
  const [group] = UUID.test(fingerprint)
    ? await readBareGroups(sql, filter, { after: null, limit: 1, type: null, show })
    : [];
  if (group === undefined) {
    const hint = "It may be of cases that are not stuck any more, or of incidents that were deleted with their cases";
    throw new Failure("not-found", `There is no group of incidents "${fingerprint}". ${hint}.`);
  }
  return group;
}

type GroupPage = {
  readonly after: Place | null;
  readonly limit: number;
  /** Null: whatever it is. */
  readonly type: IncidentType | null;
  readonly show: ShowMessage;
};

async function readBareGroups(sql: Sql, filter: IncidentFilter, page: GroupPage): Promise<readonly BareGroup[]> {
  const { after, limit, type, show } = page;
  const of = (one: IncidentType, read: () => Promise<readonly BareGroup[]>) =>
    type === null || type === one ? read() : Promise.resolve([]);
  const found = await Promise.all([
    of("engine", async () => (await readStoredGroups(sql, filter, { after, limit })).map(toGroup)),
    of("stuck", () => readStuck(sql, filter)),
    of("dead-letter", async () =>
      (await readLetterGroups(sql, filter, OTHER_GROUPS_MAX)).map((group) => toLetterGroup(group, show)),
    ),
    of("undecodable", () => readUndecodable(sql, filter)),
  ]);
  return found
    .flat()
    .filter((group) => after === null || byIncidents(after, group) < 0)
    .sort(byIncidents);
}

async function readStuck(sql: Sql, filter: IncidentFilter): Promise<readonly BareGroup[]> {
  const meant = toStuckFilter(filter);
  if (meant === null) return [];
  return (await withElementNames(sql, await readStuckGroups(sql, meant, OTHER_GROUPS_MAX))).map(toStuckGroup);
}

async function readUndecodable(sql: Sql, filter: IncidentFilter): Promise<readonly BareGroup[]> {
  if (!canBeUndecodable(filter)) return [];
  const page = { groupId: filter.fingerprint, source: filter.source, isOpen: filter.state === "open", before: null };
  const groups = await readQuarantineGroups(sql, { ...page, limit: OTHER_GROUPS_MAX, bytesMax: 0 });
  return groups.flatMap((group) => toUndecodableGroup(group, filter) ?? []);
}

function byIncidents(a: Place, b: Place): number {
  return b.incidents - a.incidents || (a.fingerprint < b.fingerprint ? -1 : 1);
}

function toGroup(group: StoredIncidentGroup): BareGroup {
  return {
    fingerprint: group.fingerprint,
    type: "engine",
    kind: group.errorType,
    where: `${group.processName} · ${group.elementId}`,
    message: group.message,
    incidents: group.incidents,
    cases: group.cases,
    firstSeen: group.firstSeen.toISOString(),
    lastSeen: group.lastSeen.toISOString(),
    state: group.isOpen ? "open" : "resolved",
    sampleCaseIds: group.sampleCaseIds,
    element: { process: group.bpmnProcessId, id: group.elementId },
  };
}
