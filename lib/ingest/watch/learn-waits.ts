import { learnProfiles } from "@/lib/analytics/learn-profiles";
import { REFINED_MIN } from "@/lib/analytics/wait-profile";
import { type Pool, transaction } from "@/lib/store/database";
import {
  type Clocks,
  type FollowedRow,
  readFollowed,
  readLastActivities,
  readNexts,
  readOpenWaits,
  readSteps,
  type StepRow,
} from "@/lib/store/watch/wait-history";
import { replaceWaitProfiles } from "@/lib/store/watch/wait-profiles";

const WINDOW_MS = 90 * 86_400_000;
/** Three activities in a row are in no rollup; so many of the newest cases tell of them. */
const STEPS_OF_CASES = 2_000;

type Learning = {
  readonly clocks: Clocks;
  readonly settings: ReadonlyMap<number, number | null>;
  readonly now: number;
};

/** Learns from the last 90 days of every process what comes next after each activity, and when. */
export async function learnWaits(pool: Pool, { clocks, settings, now }: Learning): Promise<void> {
  const since = new Date(Math.min(now, ...clocks.asOf.map((instant) => instant.getTime())) - WINDOW_MS);
  const followed = await readFollowed(pool, since);
  const history = {
    followed,
    nexts: await readNexts(pool, since),
    lasts: await readLastActivities(pool, since),
    open: await readOpenWaits(pool, clocks, since),
    steps: await readStepsOf(pool, followed),
    settings,
  };
  const profiles = learnProfiles(history);
  await transaction(pool, (tx) => replaceWaitProfiles(tx, profiles, new Date(now)));
}

/** Only where enough cases came to some activity that the way to it can be told apart. */
async function readStepsOf(
  pool: Pool,
  followed: readonly FollowedRow[],
): Promise<ReadonlyMap<number, readonly StepRow[]>> {
  const counts = new Map<string, number>();
  const busy = new Set<number>();
  for (const { processId, activityId, count } of followed) {
    const key = `${processId} ${activityId}`;
    const sum = (counts.get(key) ?? 0) + count;
    counts.set(key, sum);
    if (sum >= REFINED_MIN) busy.add(processId);
  }
  const steps = new Map<number, readonly StepRow[]>();
  for (const processId of busy) steps.set(processId, await readSteps(pool, processId, STEPS_OF_CASES));
  return steps;
}
