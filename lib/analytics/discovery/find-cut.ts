import { componentsOf, type FollowsGraph, hasEdge, reachability } from "./follows-graph";
import type { Operator } from "./process-tree";

export type Cut = { readonly kind: Operator; readonly parts: readonly (readonly string[])[] };

/** The first cut that the graph allows: exclusive, sequence, parallel, loop. */
export function findCut(graph: FollowsGraph): Cut | null {
  const found = [exclusiveCut(graph), sequenceCut(graph), parallelCut(graph), loopCut(graph)];
  return found.find((cut) => cut !== null && cut.parts.length > 1) ?? null;
}

function exclusiveCut(graph: FollowsGraph): Cut {
  const parts = componentsOf(
    graph.activities,
    (one, other) => hasEdge(graph, one, other) || hasEdge(graph, other, one),
  );
  return { kind: "exclusive", parts };
}

/** Together stays what reaches each other, and what reaches each other in no direction. Then the strict step. */
function sequenceCut(graph: FollowsGraph): Cut {
  const reached = reachability(graph);
  const reaches = (one: string, other: string) => reached.get(one)?.has(other) === true;
  let parts = componentsOf(graph.activities, (one, other) => reaches(one, other) === reaches(other, one));
  // Merging may leave parts that no order holds apart any more: those are merged as well.
  for (let size = -1; size !== parts.length; ) {
    size = parts.length;
    parts = mergeParts(parts, (one, other) => leads(one, other, reaches) === leads(other, one, reaches));
  }
  const sorted = [...parts].sort((one, other) => (leads(one, other, reaches) ? -1 : 1));
  return { kind: "sequence", parts: strict(sorted, graph) };
}

const leads = (one: readonly string[], other: readonly string[], reaches: (a: string, b: string) => boolean) =>
  one.some((from) => other.some((to) => reaches(from, to)));

function mergeParts(
  parts: readonly (readonly string[])[],
  isTied: (one: readonly string[], other: readonly string[]) => boolean,
): readonly (readonly string[])[] {
  const byFirst = new Map(parts.map((part) => [part[0] ?? "", part]));
  const of = (first: string) => byFirst.get(first) ?? [];
  return componentsOf([...byFirst.keys()], (one, other) => isTied(of(one), of(other))).map((firsts) =>
    firsts.flatMap(of).sort(),
  );
}

/**
 * A part that can be skipped together with its neighbours is optional as a whole: parts around it that are only ever taken
 * with it are merged, so that "all of them or none" is not lost.
 */
function strict(parts: readonly (readonly string[])[], graph: FollowsGraph): readonly (readonly string[])[] {
  const partOf = new Map(parts.flatMap((part, index) => part.map((activity) => [activity, index] as const)));
  const jumps = jumpsOf(parts.length, partOf, graph);
  const pivots = parts.map((_part, index) => !jumps.some(({ from, to }) => from < index && index < to));
  const merged: string[][] = [];
  let group: { parts: readonly (readonly string[])[]; first: number } = { parts: [], first: 0 };
  const close = (last: number) => {
    if (group.parts.length === 0) return;
    const isWhole = jumps.some(({ from, to }) => from === group.first - 1 && to === last + 1);
    const areAlone = group.parts.every((_part, at) =>
      jumps.some(({ from, to }) => from === group.first + at - 1 && to === group.first + at + 1),
    );
    merged.push(...(isWhole && !areAlone ? [group.parts.flat().sort()] : group.parts.map((part) => [...part])));
    group = { parts: [], first: 0 };
  };
  parts.forEach((part, index) => {
    if (pivots[index]) {
      close(index - 1);
      merged.push([...part]);
    } else group = { parts: [...group.parts, part], first: group.parts.length === 0 ? index : group.first };
  });
  close(parts.length - 1);
  return merged;
}

/** Edges that pass over parts; −1 is the start, the number of parts the end. */
function jumpsOf(parts: number, partOf: ReadonlyMap<string, number>, { follows, starts, ends }: FollowsGraph) {
  const jumps: { from: number; to: number }[] = [];
  const at = (activity: string) => partOf.get(activity) ?? 0;
  for (const start of starts.keys()) jumps.push({ from: -1, to: at(start) });
  for (const end of ends.keys()) jumps.push({ from: at(end), to: parts });
  for (const [from, next] of follows) for (const to of next.keys()) jumps.push({ from: at(from), to: at(to) });
  return jumps.filter(({ from, to }) => to > from + 1);
}

/** Apart is what follows each other both ways; each part needs a start and an end of its own, else it joins another. */
function parallelCut(graph: FollowsGraph): Cut {
  const parts = componentsOf(
    graph.activities,
    (one, other) => !hasEdge(graph, one, other) || !hasEdge(graph, other, one),
  );
  const isWhole = (part: readonly string[]) =>
    part.some((one) => graph.starts.has(one)) && part.some((one) => graph.ends.has(one));
  const whole = parts.filter(isWhole);
  const rest = parts.filter((part) => !isWhole(part)).flat();
  if (whole.length === 0) return { kind: "parallel", parts: [] };
  return { kind: "parallel", parts: whole.map((part, index) => (index === 0 ? [...part, ...rest].sort() : part)) };
}

/** The body holds all starts and ends; a way back is entered from every end and left to every start. */
function loopCut(graph: FollowsGraph): Cut {
  const { activities, starts, ends } = graph;
  const isBorder = (activity: string) => starts.has(activity) || ends.has(activity);
  const others = activities.filter((activity) => !isBorder(activity));
  const ways = componentsOf(others, (one, other) => hasEdge(graph, one, other) || hasEdge(graph, other, one));
  const back = ways.filter((way) => isWayBack(way, graph));
  const inBack = new Set(back.flat());
  const body = activities.filter((activity) => !inBack.has(activity));
  return { kind: "loop", parts: body.length === 0 || back.length === 0 ? [] : [body, ...back] };
}

function isWayBack(way: readonly string[], { starts, ends, follows }: FollowsGraph): boolean {
  const within = new Set(way);
  const entersFrom = new Map<string, Set<string>>();
  const leavesTo = new Map<string, Set<string>>();
  for (const [from, next] of follows) {
    for (const to of next.keys()) {
      if (!within.has(from) && within.has(to)) listed(entersFrom, to).add(from);
      if (within.has(from) && !within.has(to)) listed(leavesTo, from).add(to);
    }
  }
  const isSame = (one: ReadonlySet<string>, other: ReadonlyMap<string, number>) =>
    one.size === other.size && [...one].every((activity) => other.has(activity));
  return (
    [...entersFrom.values()].every((from) => isSame(from, ends)) &&
    [...leavesTo.values()].every((to) => isSame(to, starts))
  );
}

function listed<Key, Item>(sets: Map<Key, Set<Item>>, key: Key): Set<Item> {
  const known = sets.get(key) ?? new Set<Item>();
  sets.set(key, known);
  return known;
}
