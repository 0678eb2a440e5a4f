import type { ProcessInstance } from "@/lib/api/contract/cases";

type Visit = ProcessInstance["elements"][number];

export type PlacedVisit = {
  readonly visit: Visit;
  /** How many elements around it were visited with it: 0 directly in the process. */
  readonly level: number;
};

/** Visits below the subprocess or the multi-instance body that they are in; beside each other in the order in which they were heard of. */
export function visitTree(visits: readonly Visit[]): readonly PlacedVisit[] {
  const known = new Set(visits.map(({ elementInstanceKey }) => elementInstanceKey));
  const within = new Map<string | null, Visit[]>();
  for (const visit of visits) {
    // What it is in may have been before the first record.
    const scope = visit.scopeKey !== null && known.has(visit.scopeKey) ? visit.scopeKey : null;
    within.set(scope, [...(within.get(scope) ?? []), visit]);
  }
  const placed: PlacedVisit[] = [];
  // A stack of our own: nothing says how deep subprocesses go.
  const left = (within.get(null) ?? []).map((visit) => ({ visit, level: 0 })).reverse();
  const done = new Set<string>();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { visit, level } = next;
    if (done.has(visit.elementInstanceKey)) continue;
    done.add(visit.elementInstanceKey);
    placed.push(next);
    const inner = within.get(visit.elementInstanceKey) ?? [];
    left.push(...inner.map((each) => ({ visit: each, level: level + 1 })).reverse());
  }
  // Two that say to be in each other are nowhere below the process.
  const lost = visits.filter(({ elementInstanceKey }) => !done.has(elementInstanceKey));
  return [...placed, ...lost.map((visit) => ({ visit, level: 0 }))];
}

/** A multi-instance element is visited once as a whole and once for each of its items. */
export function visitWords({ loopCounter, elementType }: Visit, name: string): string {
  if (elementType === "MULTI_INSTANCE_BODY") return `${name}, all`;
  return loopCounter === null ? name : `${name}, ${loopCounter}`;
}
