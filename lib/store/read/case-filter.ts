import { Conditions } from "./conditions";
import { STUCK_CASE_IDS } from "./stuck";

/**
 * Activities of which a case must contain one, told by any stream or by one of these; `isRare` says that an index over them
 * leads to few cases.
 */
export type WantedActivity = {
  readonly activityIds: readonly number[];
  readonly streamIds: readonly number[] | null;
  readonly isRare: boolean;
};

/** Which cases are meant, in numbers and ids: names were looked up before. Absent means any. */
export type CaseFilter = {
  readonly from: Date | null;
  readonly to: Date | null;
  readonly processId: number | null;
  /** Any of several, as a bound model lies over them. */
  readonly processIds?: readonly number[] | null;
  readonly definitionIds: readonly number[] | null;
  readonly status: string | null;
  readonly variantId: string | null;
  readonly hasIncident: boolean | null;
  readonly isStuck: boolean | null;
  readonly minDurationMs: number | null;
  readonly maxDurationMs: number | null;
  readonly activities: readonly WantedActivity[];
  /** Sets of cases that were found by their keys; a case must be in each. */
  readonly caseIds: readonly (readonly string[])[];
};

const DURATION = "extract(epoch from (last_at - started_at)) * 1000";
const EVENTS_OF_CASE = `select from correlation_key as known join event on event.case_id = known.key_id
  where known.case_id = process_case.case_id`;
const OF_DEFINITIONS = `exists (select from process_instance as instance
  where instance.case_id = process_case.case_id and instance.definition_id = any($::int[]))`;
/**
 * The conditions over `process_case`. Time means: something of the case happened within it. A common activity is looked for
 * in each case as the list goes down (it soon has its page); a rare one is the way to the cases.
 */
export function caseConditions(filter: CaseFilter): Conditions {
  const conditions = new Conditions()
    .when("started_at < $", filter.to)
    .when("last_at >= $", filter.from)
    .when("process_id = $", filter.processId)
    .when("process_id = any($::int[])", filter.processIds ?? null)
    .when("status = $", filter.status)
    .when("variant_id = $", filter.variantId)
    .when(`${DURATION} >= $`, filter.minDurationMs)
    .when(`${DURATION} <= $`, filter.maxDurationMs)
    .when(OF_DEFINITIONS, filter.definitionIds);
  if (filter.hasIncident !== null) conditions.always(filter.hasIncident ? "open_incidents > 0" : "open_incidents = 0");
  // Those that are stuck are few, and the way to them; not one by one down a list of all.
  if (filter.isStuck !== null) {
    conditions.always(`${filter.isStuck ? "" : "not "}case_id = any(array(${STUCK_CASE_IDS}))`);
  }
  for (const caseIds of filter.caseIds) conditions.add("case_id = any($::uuid[])", caseIds);
  for (const wanted of filter.activities) addActivity(conditions, wanted);
  return conditions;
}

function addActivity(conditions: Conditions, { activityIds, streamIds, isRare }: WantedActivity): void {
  const ofActivity = `event.activity_id = any(${conditions.parameter(activityIds)}::int[])`;
  const ofStream = streamIds === null ? "true" : `event.stream_id = any(${conditions.parameter(streamIds)}::int[])`;
  conditions.always(
    isRare
      ? `case_id in (select known.case_id from event join correlation_key as known on known.key_id = event.case_id
           where ${ofActivity} and ${ofStream})`
      : `exists (${EVENTS_OF_CASE} and ${ofActivity} and ${ofStream})`,
  );
}
