import { type Activity, activityKey } from "@/lib/domain/activity";
import type { RollupRow } from "@/lib/project/contribution";
import type { Sql } from "@/lib/store/database";
import {
  type ActivitySum,
  readActivitiesByDigest,
  readActivitySums,
  readFollowedSums,
  readLastActivities,
} from "@/lib/store/model/bound-activities";
import type { Hours } from "@/lib/store/read/process-totals";
import type { CaseRows } from "../as-of";
import { groupBy } from "../group-by";

/** Of one activity in one process: how often it occurred, and how many open cases have it as their last. */
export type Observed = { readonly process: string; readonly count: number; readonly standing: number };
export type Observations = {
  /** By `activityKey`. */
  readonly byActivity: ReadonlyMap<string, readonly Observed[]>;
  /** True when where cases stand was taken from the newest ones. */
  readonly isStandingEstimated: boolean;
};

/** An index leads to the newest ones; for processes that have no more cases it is exact. */
const CASES_LOOKED_AT = 10_000;

type Asked = { readonly digests: readonly string[]; readonly processIds: readonly number[]; readonly hours: Hours };

/**
 * From the rollups. As many cases end with an activity as it occurred without being followed; which share of those is open
 * comes from the newest cases, for an activity either ends cases or leaves them standing.
 */
export async function readObservations(sql: Sql, { digests, processIds, hours }: Asked): Promise<Observations> {
  const known = await readActivitiesByDigest(sql, digests);
  const of = { ...hours, processIds, activityIds: known.map(({ activityId }) => activityId) };
  const [sums, followed, last] = await Promise.all([
    readActivitySums(sql, of),
    readFollowedSums(sql, of),
    readLastActivities(sql, processIds, CASES_LOOKED_AT),
  ]);
  const place = ({ processId, activityId }: Pick<ActivitySum, "processId" | "activityId">) =>
    `${processId} ${activityId}`;
  const goneOn = new Map(followed.map((sum) => [place(sum), sum.count]));
  const lookedAt = new Map(last.map((one) => [place(one), one]));
  const words = new Map(known.map((activity) => [activity.activityId, activity]));
  const byActivity = new Map<string, Observed[]>();
  for (const sum of sums) {
    const activity = words.get(sum.activityId);
    if (activity === undefined) continue;
    const ending = Math.max(0, sum.count - (goneOn.get(place(sum)) ?? 0));
    const seen = lookedAt.get(place(sum));
    const standing = seen === undefined ? 0 : Math.round((ending * seen.active) / seen.cases);
    addTo(byActivity, activity, { process: String(sum.processId), count: sum.count, standing });
  }
  const cases = groupBy(last, ({ processId }) => processId);
  const isStandingEstimated = [...cases.values()].some(
    (ones) => ones.reduce((total, one) => total + one.cases, 0) >= CASES_LOOKED_AT,
  );
  return { byActivity, isStandingEstimated };
}

/** In which hours an activity is counted, and in which it counts as left again. */
type Within = { readonly isCounted: (hour: number) => boolean; readonly isFollowed: (hour: number) => boolean };

/** The same from what single cases add to the rollups: exact. */
export function foldObservations(contributions: readonly CaseRows[], { isCounted, isFollowed }: Within): Observations {
  const byActivity = new Map<string, Observed[]>();
  for (const contribution of contributions) {
    const seen: Seen = new Map();
    for (const row of contribution) addRow(seen, row, { isCounted, isFollowed });
    const isOpen = contribution.some(isOpenCase);
    for (const { activity, process, count, followed } of seen.values()) {
      const standing = isOpen ? Math.max(0, count - followed) : 0;
      if (count > 0) addTo(byActivity, activity, { process, count, standing });
    }
  }
  return { byActivity, isStandingEstimated: false };
}

function addRow(seen: Seen, { key, amounts }: RollupRow, { isCounted, isFollowed }: Within): void {
  if (key.rollup === "activity" && "occurrences" in amounts && isCounted(key.hour)) {
    add(seen, key, { count: amounts.occurrences, followed: 0 });
  }
  if (key.rollup === "edge" && "negative" in amounts && isFollowed(key.hour)) {
    add(seen, { activity: key.from, process: key.process }, { count: 0, followed: amounts.occurrences });
  }
}

function isOpenCase({ key, amounts }: RollupRow): boolean {
  return (
    key.rollup === "case" &&
    "cases" in amounts &&
    "ended" in amounts &&
    amounts.cases > amounts.ended + amounts.canceled
  );
}

type Seen = Map<string, { activity: Activity; process: string; count: number; followed: number }>;

function add(
  seen: Seen,
  { activity, process }: { readonly activity: Activity; readonly process: string },
  { count, followed }: { readonly count: number; readonly followed: number },
): void {
  const key = activityKey(activity);
  const known = seen.get(key) ?? { activity, process, count: 0, followed: 0 };
  seen.set(key, { ...known, count: known.count + count, followed: known.followed + followed });
}

function addTo(byActivity: Map<string, Observed[]>, activity: Activity, observed: Observed): void {
  const key = activityKey(activity);
  const known = byActivity.get(key);
  if (known === undefined) byActivity.set(key, [observed]);
  else known.push(observed);
}
