import type { Log } from "./process-tree";

/** Directly-follows graph of a log without empty traces. */
export type FollowsGraph = {
  readonly activities: readonly string[];
  readonly starts: ReadonlyMap<string, number>;
  readonly ends: ReadonlyMap<string, number>;
  /** By activity, its followers with how often. */
  readonly follows: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

export function followsGraphOf(log: Log): FollowsGraph {
  const activities = new Set<string>();
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();
  const follows = new Map<string, Map<string, number>>();
  for (const { steps, cases } of log) {
    add(starts, steps[0], cases);
    add(ends, steps.at(-1), cases);
    steps.forEach((step, index) => {
      activities.add(step);
      const next = follows.get(step) ?? new Map<string, number>();
      follows.set(step, next);
      add(next, steps[index + 1], cases);
    });
  }
  return { activities: [...activities].sort(), starts, ends, follows };
}

function add(counts: Map<string, number>, key: string | undefined, cases: number): void {
  if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + cases);
}

/** An edge stays when it is more frequent than a share of the most frequent way to go on from its activity, or to end there. */
export function filtered(graph: FollowsGraph, noise: number): FollowsGraph {
  const follows = new Map(
    [...graph.follows].map(([from, next]) => {
      const least = noise * Math.max(graph.ends.get(from) ?? 0, ...next.values());
      return [from, new Map([...next].filter(([, count]) => count > least))];
    }),
  );
  return { ...graph, starts: withoutRare(graph.starts, noise), ends: withoutRare(graph.ends, noise), follows };
}

function withoutRare(counts: ReadonlyMap<string, number>, noise: number): ReadonlyMap<string, number> {
  const least = noise * Math.max(0, ...counts.values());
  return new Map([...counts].filter(([, count]) => count > least));
}

export const hasEdge = ({ follows }: FollowsGraph, from: string, to: string): boolean =>
  follows.get(from)?.has(to) === true;

/** Sets of activities that are tied together by a relation, in the order of their smallest activity. */
export function componentsOf(
  activities: readonly string[],
  isTied: (one: string, other: string) => boolean,
): readonly (readonly string[])[] {
  const left = new Set(activities);
  const components: string[][] = [];
  for (const first of activities) {
    if (!left.delete(first)) continue;
    const component = [first];
    for (const one of component) {
      for (const other of left) {
        if (!isTied(one, other)) continue;
        left.delete(other);
        component.push(other);
      }
    }
    components.push(component.sort());
  }
  return components;
}

/** By activity, all that can be reached from it over at least one edge. */
export function reachability({ activities, follows }: FollowsGraph): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    activities.map((activity) => {
      const reached = new Set(follows.get(activity)?.keys());
      for (const one of reached) for (const next of follows.get(one)?.keys() ?? []) reached.add(next);
      return [activity, reached];
    }),
  );
}
