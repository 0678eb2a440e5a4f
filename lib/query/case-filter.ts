import type { Filter } from "@/lib/api/contract/filter";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import {
  areActivitiesRare,
  findActivities,
  readActivitiesOfSource,
  type StoredActivity,
} from "@/lib/store/read/activities";
import type { CaseFilter, WantedActivity } from "@/lib/store/read/case-filter";
import { findCasesByKey } from "@/lib/store/read/find-cases";
import { readBoundActivities } from "./model/bound-activities";
import { getProcessScope, onlyProcessOf, type ProcessScope } from "./process-scope";
import { toDateRange } from "./time-range";

/** More cases than this on one key make it no key to find cases by. */
const CASES_OF_KEY_MAX = 10_000;
/** Up to so many events an index over an activity is the shorter way to its cases. */
const RARE_BELOW = 20_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Looks up what the filters name. Null: something that they name does not exist, so no case can match. */
export async function readCaseFilter(sql: Sql, filter: Filter, now: number): Promise<CaseFilter | null> {
  const range = toDateRange(filter, now);
  const scope = filter.process === undefined ? null : await getProcessScope(sql, filter.process, filter.version);
  const activities = await readWantedActivities(sql, filter, scope);
  const caseIds = await Promise.all((filter.key ?? []).map((key) => findCasesByKey(sql, toKey(key), CASES_OF_KEY_MAX)));
  const isImpossible =
    (filter.variant !== undefined && !UUID.test(filter.variant)) ||
    activities.some(({ activityIds }) => activityIds.length === 0) ||
    caseIds.some((ids) => ids.length === 0);
  if (isImpossible) return null;
  return {
    ...range,
    ...asStored(filter),
    processId: scope === null ? null : onlyProcessOf(scope),
    processIds: scope?.kind === "bound" && scope.processIds.length !== 1 ? scope.processIds : null,
    definitionIds: definitionIdsOf(scope, filter.version),
    activities,
    caseIds,
  };
}

/** What is asked of a case itself: nothing of it has to be looked up. */
function asStored(filter: Filter) {
  return {
    status: filter.state ?? null,
    variantId: filter.variant ?? null,
    hasIncident: filter.incident ?? null,
    isStuck: filter.stuck ?? null,
    minDurationMs: filter.minDuration ?? null,
    maxDurationMs: filter.maxDuration ?? null,
  };
}

/** A case belongs to a model by its process instances, to an observed process by itself; there a version narrows the instances. */
export function definitionIdsOf(scope: ProcessScope | null, version: number | undefined): readonly number[] | null {
  if (scope === null || scope.kind === "bound") return null;
  if (scope.kind === "observed" && version === undefined) return null;
  return scope.definitions.map(({ definitionId }) => definitionId);
}

async function readWantedActivities(sql: Sql, filter: Filter, scope: ProcessScope | null): Promise<WantedActivity[]> {
  const named = (filter.activity ?? []).map((name) => findActivities(sql, name));
  if (filter.element !== undefined) named.push(findElement(sql, filter.element, scope));
  const wanted: Omit<WantedActivity, "isRare">[] = (await Promise.all(named)).map((found) => ({
    activityIds: found.map(({ activityId }) => activityId),
    streamIds: null,
  }));
  if (filter.source !== undefined) wanted.push(await readActivitiesOfSource(sql, filter.source));
  return Promise.all(
    wanted.map(async (one) => ({ ...one, isRare: await areActivitiesRare(sql, one.activityIds, RARE_BELOW) })),
  );
}

/** The element of this id in the processes of the scope; without a scope in any. */
async function findElement(
  sql: Sql,
  elementId: string,
  scope: ProcessScope | null,
): Promise<readonly StoredActivity[]> {
  if (scope?.kind === "bound") return readBoundActivities(sql, scope, elementId);
  const elements = (await findActivities(sql, elementId)).filter(({ kind }) => kind === "element");
  if (scope === null) return elements;
  return elements.filter(({ producer, channel }) =>
    scope.definitions.some(({ bpmnProcessId, source }) => bpmnProcessId === producer && source === channel),
  );
}

/** `orderId:42`. The value may hold colons, a name cannot. */
export function toKey(text: string): { readonly name: string; readonly value: string } {
  const colon = text.indexOf(":");
  if (colon > 0 && colon < text.length - 1) return { name: text.slice(0, colon), value: text.slice(colon + 1) };
  const problems = [{ pointer: "/key", detail: "use name:value, for instance orderId:42" }];
  throw new Failure("bad-request", `"${text}" is no key: use name:value, for instance orderId:42.`, { problems });
}
