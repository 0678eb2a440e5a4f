import { bucketOf } from "@/lib/project/duration-bucket";
import { profileWaits, REFINED_MIN, type WaitProfile } from "./wait-profile";

type Place = { readonly processId: number; readonly activityId: number };
type Step = { readonly activityId: number; readonly previousActivityId: number; readonly waitMs: number | null };

/** What is known of all processes: counts over everything in the window, and the steps of some cases one by one. */
export type ProcessHistory = {
  readonly followed: readonly (Place & { readonly bucket: number; readonly count: number })[];
  readonly nexts: readonly (Place & { readonly nextActivityId: number; readonly count: number })[];
  /** Cases whose last activity it is, open ones among them. */
  readonly lasts: readonly (Place & { readonly cases: number })[];
  readonly open: readonly (Place & {
    readonly previousActivityId: number;
    readonly waitMs: number;
    readonly cases: number;
  })[];
  readonly steps: ReadonlyMap<number, readonly Step[]>;
  /** By process: after how long a case is stuck whatever its history says; null: never. */
  readonly settings: ReadonlyMap<number, number | null>;
};

export type LearnedProfile = Place &
  WaitProfile & {
    readonly previousActivityId: number;
    readonly expected: readonly { readonly activityId: number; readonly count: number }[];
  };

const EXPECTED_MAX = 3;

/** A profile for each place where a case can wait, and for the ways to it that are well trodden. */
export function learnProfiles(history: ProcessHistory): readonly LearnedProfile[] {
  const places = gather(history);
  const learned: LearnedProfile[] = [];
  for (const { processId, activityId, previousActivityId, waits, cases, open, openCases } of places.values()) {
    const setting = history.settings.get(processId);
    const ended = Math.max(0, cases - openCases);
    const profile = profileWaits({ waits, ended, open }, setting ?? null);
    const isRefined = previousActivityId !== 0;
    if (isRefined && (setting !== undefined || profile.followed + profile.ended < REFINED_MIN)) continue;
    const standing = setting === null ? "set" : profile.standing;
    const thresholdMs = setting === null ? null : profile.thresholdMs;
    const expected = places.get(keyOf({ processId, activityId, previousActivityId: 0 }))?.nexts ?? [];
    learned.push({
      ...profile,
      processId,
      activityId,
      previousActivityId,
      standing,
      thresholdMs,
      expected: [...expected].sort((a, b) => b.count - a.count || a.activityId - b.activityId).slice(0, EXPECTED_MAX),
    });
  }
  return learned;
}

type Gathered = Place & {
  readonly previousActivityId: number;
  readonly waits: Map<number, number>;
  readonly open: Map<number, number>;
  readonly nexts: { readonly activityId: number; readonly count: number }[];
  cases: number;
  openCases: number;
};

function gather(history: ProcessHistory): ReadonlyMap<string, Gathered> {
  const places = new Map<string, Gathered>();
  const at = (place: Place, previousActivityId = 0) => placeOf(places, { ...place, previousActivityId });
  for (const row of history.followed) addTo(at(row).waits, row.bucket, row.count);
  for (const row of history.nexts) at(row).nexts.push({ activityId: row.nextActivityId, count: row.count });
  for (const row of history.lasts) at(row).cases += row.cases;
  for (const row of history.open) {
    const ways = row.previousActivityId === 0 ? [0] : [0, row.previousActivityId];
    for (const place of ways.map((previous) => at(row, previous))) {
      addTo(place.open, bucketOf(row.waitMs), row.cases);
      place.openCases += row.cases;
    }
  }
  for (const [processId, steps] of history.steps)
    addSteps(steps, (step) => at({ ...step, processId }, step.previousActivityId));
  return places;
}

/** Open cases of a way are counted as cases of it, so that what has ended there is what remains. */
function addSteps(steps: readonly Step[], placeOfStep: (step: Step) => Gathered): void {
  const met = new Set<Gathered>();
  for (const step of steps) {
    const place = placeOfStep(step);
    if (!met.has(place)) place.cases += place.openCases;
    met.add(place);
    if (step.waitMs === null) place.cases += 1;
    else addTo(place.waits, bucketOf(step.waitMs), 1);
  }
}

function placeOf(places: Map<string, Gathered>, at: Place & { readonly previousActivityId: number }): Gathered {
  const key = keyOf(at);
  const known = places.get(key);
  if (known !== undefined) return known;
  const { processId, activityId, previousActivityId } = at;
  const place: Gathered = {
    processId,
    activityId,
    previousActivityId,
    waits: new Map(),
    open: new Map(),
    nexts: [],
    cases: 0,
    openCases: 0,
  };
  places.set(key, place);
  return place;
}

const keyOf = (at: Place & { readonly previousActivityId: number }) =>
  `${at.processId} ${at.activityId} ${at.previousActivityId}`;

function addTo(histogram: Map<number, number>, bucket: number, count: number): void {
  histogram.set(bucket, (histogram.get(bucket) ?? 0) + count);
}
