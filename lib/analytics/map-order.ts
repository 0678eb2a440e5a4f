export type WeighedNode = {
  readonly id: string;
  readonly count: number;
  readonly start: number;
  readonly end: number;
};
export type WeighedEdge = { readonly from: string; readonly to: string; readonly count: number };

/**
 * One order of removal for a map. A share s of n activities keeps those of rank < max(1, ⌈s·n⌉); a share t of m edges keeps,
 * between kept activities, those of rank < ⌈t·m⌉. Edges of rank −1 are the ways on which activities are kept at all.
 */
export type MapOrder = {
  readonly nodeRanks: ReadonlyMap<string, number>;
  /** In the order of the edges that were given. */
  readonly edgeRanks: readonly number[];
};

/**
 * The most frequent activities first, each together with its way from a start and its way to an end: every prefix that a
 * share can choose is connected, and a larger share keeps all that a smaller one kept. Ways are the widest there are: the
 * least frequent edge on them is as frequent as can be. What no start leads to (the time range cut it off) begins itself.
 */
export function orderMap(nodes: readonly WeighedNode[], edges: readonly WeighedEdge[]): MapOrder {
  const byCount = [...nodes].sort((a, b) => b.count - a.count || compare(a.id, b.id));
  const before = widestWays(
    byCount,
    edges.map((edge, index) => ({ at: edge.from, next: edge.to, count: edge.count, index })),
    (node) => node.start,
  );
  const after = widestWays(
    byCount,
    edges.map((edge, index) => ({ at: edge.to, next: edge.from, count: edge.count, index })),
    (node) => node.end,
  );
  const nodeRanks = new Map<string, number>();
  for (const { id } of byCount) {
    if (nodeRanks.has(id)) continue;
    const rank = nodeRanks.size;
    for (const ways of [before, after]) {
      for (let way: string | undefined = id; way !== undefined; way = ways.get(way)?.at) {
        if (!nodeRanks.has(way)) nodeRanks.set(way, rank);
      }
    }
  }
  const kept = new Set([...before.values(), ...after.values()].map(({ index }) => index));
  return { nodeRanks, edgeRanks: rankEdges(edges, kept) };
}

function rankEdges(edges: readonly WeighedEdge[], kept: ReadonlySet<number>): readonly number[] {
  const order = edges.map((edge, index) => ({ edge, index }));
  order.sort(
    (a, b) =>
      b.edge.count - a.edge.count ||
      compare(a.edge.from, b.edge.from) ||
      compare(a.edge.to, b.edge.to) ||
      a.index - b.index,
  );
  const ranks = new Array<number>(edges.length).fill(-1);
  for (const [rank, { index }] of order.entries()) if (!kept.has(index)) ranks[index] = rank;
  return ranks;
}

type Step = { readonly at: string; readonly next: string; readonly count: number; readonly index: number };

/** For each node the step by which the widest way from a root comes to it; roots have none. */
function widestWays(
  nodes: readonly WeighedNode[],
  steps: readonly Step[],
  rootCount: (node: WeighedNode) => number,
): ReadonlyMap<string, Step> {
  const known = new Set(nodes.map(({ id }) => id));
  const stepsFrom = new Map<string, Step[]>();
  for (const step of steps) {
    if (step.at === step.next || !known.has(step.at) || !known.has(step.next)) continue;
    const list = stepsFrom.get(step.at);
    if (list === undefined) stepsFrom.set(step.at, [step]);
    else list.push(step);
  }
  for (const list of stepsFrom.values()) list.sort((a, b) => b.count - a.count || compare(a.next, b.next));
  const ways = new Map<string, Step>();
  const reached = new Set<string>();
  const roots = [...nodes].filter((node) => rootCount(node) > 0);
  reach(
    roots.map(({ id }) => id),
    { stepsFrom, ways, reached },
  );
  for (const { id } of nodes) if (!reached.has(id)) reach([id], { stepsFrom, ways, reached });
  return ways;
}

type Reaching = {
  readonly stepsFrom: ReadonlyMap<string, readonly Step[]>;
  readonly ways: Map<string, Step>;
  readonly reached: Set<string>;
};

/** A spanning forest of the widest steps, as Prim's algorithm grows it: the widest step that leads on is taken next. */
function reach(roots: readonly string[], { stepsFrom, ways, reached }: Reaching): void {
  const open: Step[] = [];
  const enter = (id: string) => {
    reached.add(id);
    for (const step of stepsFrom.get(id) ?? []) if (!reached.has(step.next)) push(open, step);
  };
  for (const id of roots) enter(id);
  for (let step = pop(open); step !== undefined; step = pop(open)) {
    if (reached.has(step.next)) continue;
    ways.set(step.next, step);
    enter(step.next);
  }
}

/** A binary heap: the most frequent step on top, equal ones in the order of their names, so that equal data give equal ways. */
function push(heap: Step[], step: Step): void {
  heap.push(step);
  for (let child = heap.length - 1; child > 0; ) {
    const parent = (child - 1) >> 1;
    if (!isWider(heap, child, parent)) return;
    swap(heap, child, parent);
    child = parent;
  }
}

function pop(heap: Step[]): Step | undefined {
  const [top] = heap;
  const last = heap.pop();
  if (heap.length === 0 || last === undefined) return top;
  heap[0] = last;
  for (let parent = 0; ; ) {
    const [left, right] = [2 * parent + 1, 2 * parent + 2];
    let widest = parent;
    if (left < heap.length && isWider(heap, left, widest)) widest = left;
    if (right < heap.length && isWider(heap, right, widest)) widest = right;
    if (widest === parent) return top;
    swap(heap, parent, widest);
    parent = widest;
  }
}

function isWider(heap: readonly Step[], one: number, other: number): boolean {
  const [a, b] = [heap[one], heap[other]];
  if (a === undefined || b === undefined) return false;
  if (a.count !== b.count) return a.count > b.count;
  return compare(a.next, b.next) < 0 || (a.next === b.next && compare(a.at, b.at) < 0);
}

function swap(heap: Step[], one: number, other: number): void {
  const [a, b] = [heap[one], heap[other]];
  if (a === undefined || b === undefined) return;
  heap[one] = b;
  heap[other] = a;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
