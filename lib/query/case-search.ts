import type { Sql } from "@/lib/store/database";
import { areActivitiesRare, searchActivities } from "@/lib/store/read/activities";
import type { CaseFilter } from "@/lib/store/read/case-filter";
import { readDefinitions } from "@/lib/store/read/definitions";
import { findCasesByKey, findCasesByKeyPrefix, resolveCaseId } from "@/lib/store/read/find-cases";
import { readProcessScope } from "./process-scope";

const FOUND_MAX = 1_000;
const ACTIVITIES_MAX = 200;
const RARE_BELOW = 20_000;
/** A single letter is the beginning of every key. */
const PREFIX_LENGTH_MIN = 2;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What a person may have typed or pasted, in the order of how surely it is meant: a case's id, a key's value or `name:value`
 * (process instance keys too, with or without their engine), a value's beginning, and at last the name of an activity or of
 * its producer. The first that finds something counts. Null: nothing does.
 */
export async function narrowBySearch(sql: Sql, filter: CaseFilter, text: string): Promise<CaseFilter | null> {
  const caseIds = await findByKey(sql, text.trim());
  if (caseIds.length > 0) return { ...filter, caseIds: [...filter.caseIds, caseIds] };
  return narrowByActivity(sql, filter, text.trim());
}

async function findByKey(sql: Sql, text: string): Promise<readonly string[]> {
  if (UUID.test(text)) {
    const caseId = await resolveCaseId(sql, text);
    if (caseId !== null) return [caseId];
  }
  const readings = [...readingsOf(text), ...(await engineReadingsOf(sql, text))];
  for (const key of readings) {
    const found = await findCasesByKey(sql, key, FOUND_MAX);
    if (found.length > 0) return found;
  }
  for (const key of readings) {
    const found = key.value.length < PREFIX_LENGTH_MIN ? [] : await findCasesByKeyPrefix(sql, key, FOUND_MAX);
    if (found.length > 0) return found;
  }
  return [];
}

type Reading = { readonly name: string | null; readonly value: string };

function readingsOf(text: string): readonly Reading[] {
  const colon = text.indexOf(":");
  const named = colon > 0 && colon < text.length - 1;
  return [
    ...(named ? [{ name: text.slice(0, colon), value: text.slice(colon + 1) }] : []),
    { name: null, value: text },
  ];
}

/** Process instance keys are stored with their engine before them, and people paste them without. */
async function engineReadingsOf(sql: Sql, text: string): Promise<readonly Reading[]> {
  if (!/^[\w-]{6,64}$/.test(text)) return [];
  const engines = new Set((await readDefinitions(sql)).map(({ source }) => source));
  return [...engines].map((engine) => ({ name: "processInstanceKey", value: `${engine}:${text}` }));
}

async function narrowByActivity(sql: Sql, filter: CaseFilter, text: string): Promise<CaseFilter | null> {
  const activities = await searchActivities(sql, text, ACTIVITIES_MAX);
  if (activities.length === 0) return narrowByProcess(sql, filter, text);
  const activityIds = activities.map(({ activityId }) => activityId);
  const wanted = { activityIds, streamIds: null, isRare: await areActivitiesRare(sql, activityIds, RARE_BELOW) };
  return { ...filter, activities: [...filter.activities, wanted] };
}

async function narrowByProcess(sql: Sql, filter: CaseFilter, text: string): Promise<CaseFilter | null> {
  const scope = await readProcessScope(sql, text);
  if (scope === null) return null;
  if (scope.kind === "observed") return { ...filter, processId: scope.processId };
  if (scope.kind === "bound") return { ...filter, processIds: scope.processIds };
  return { ...filter, definitionIds: scope.definitions.map(({ definitionId }) => definitionId) };
}
