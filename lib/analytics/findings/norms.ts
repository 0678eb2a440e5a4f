import type { CaseFacts } from "./case-facts";

/** What is usual in a process, learned from cases that are over. */
export type Norms = {
  readonly cases: number;
  readonly withServices: number;
  /** Cases with an instance of this process of an engine, and with more than one that nobody called. */
  readonly instances: ReadonlyMap<string, { readonly cases: number; readonly several: number }>;
  readonly withUnstarted: number;
  /** Cases with an activity, with it more than once, and with it after they were over. */
  readonly activities: ReadonlyMap<string, { readonly cases: number; readonly several: number; readonly late: number }>;
  /** The longest time until an engine was heard of. */
  readonly untilEngineMs: number;
};

/** Fewer cases make no rule. */
const CASES_MIN = 20;
const USUAL_MIN = 0.95;
const RARE_MAX = 0.05;

type InstanceCount = { cases: number; several: number };
type ActivityCount = { cases: number; several: number; late: number };

export function learnNorms(cases: readonly CaseFacts[]): Norms {
  const instances = new Map<string, InstanceCount>();
  const activities = new Map<string, ActivityCount>();
  for (const facts of cases) {
    countInstances(instances, facts);
    countActivities(activities, facts);
  }
  return {
    cases: cases.length,
    withServices: cases.filter(({ services }) => services.length > 0).length,
    withUnstarted: cases.filter(hasUnstarted).length,
    untilEngineMs: cases.reduce((longest, facts) => Math.max(longest, facts.untilEngineMs ?? 0), 0),
    instances,
    activities,
  };
}

function countInstances(counts: Map<string, InstanceCount>, { rootsOf }: CaseFacts): void {
  for (const [process, roots] of rootsOf) {
    const count = entryOf(counts, process, () => ({ cases: 0, several: 0 }));
    count.cases += 1;
    if (roots.length > 1) count.several += 1;
  }
}

function countActivities(counts: Map<string, ActivityCount>, { byActivity, overAt }: CaseFacts): void {
  for (const [activity, events] of byActivity) {
    const count = entryOf(counts, activity, () => ({ cases: 0, several: 0, late: 0 }));
    count.cases += 1;
    if (events.length > 1) count.several += 1;
    if (overAt !== null && (events.at(-1)?.occurredAt ?? 0) > overAt) count.late += 1;
  }
}

export const isUsual = (count: number, cases: number): boolean => cases >= CASES_MIN && count / cases >= USUAL_MIN;
export const isRare = (count: number, cases: number): boolean => cases >= CASES_MIN && count / cases <= RARE_MAX;

/** Its first event is not its start: what came before is not there. */
export const hasUnstarted = ({ instances, trace }: CaseFacts): boolean => unstartedOf({ instances, trace }).length > 0;

export function unstartedOf({ instances, trace }: Pick<CaseFacts, "instances" | "trace">) {
  const started = new Set(
    trace.flatMap((event) => (event.kind === "instance.started" ? [event.processInstanceKey] : [])),
  );
  return instances.filter(({ processInstanceKey }) => !started.has(processInstanceKey));
}

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
