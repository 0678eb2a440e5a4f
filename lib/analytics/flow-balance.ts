/** A flow node of a diagram. `executions`: how often it was left and entered, null where nothing was observed of it. */
export type BalanceNode = {
  readonly id: string;
  readonly type: string;
  readonly entered: number | null;
  readonly left: number | null;
  /** Something else may lead away from it: an event at its border. */
  readonly isInterruptible: boolean;
};
export type BalanceFlow = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly isConditional: boolean;
};

type Counts = Map<string, number>;
/** `total` of the flows together, or of each when they all carry the same. */
type Equation = {
  readonly flows: readonly string[];
  readonly total: number | null;
  /** Flows of the other side, which carry together what these do; none when a total is given. */
  readonly opposite: readonly string[];
  readonly each: boolean;
};

/**
 * How often each flow was taken, where that follows from the counts at its ends without replaying cases: what enters a node
 * came by its incoming flows, what leaves a parallel gateway leaves by each, what enters an exclusive one leaves by one.
 * Flows that do not follow (inclusive gateways, loops without a count inside) and flows where two counts contradict each
 * other are absent, never guessed.
 */
export function balanceFlows(
  nodes: readonly BalanceNode[],
  flows: readonly BalanceFlow[],
): ReadonlyMap<string, number> {
  const into = new Map<string, string[]>();
  const outOf = new Map<string, string[]>();
  for (const { id, from, to } of flows) {
    outOf.set(from, [...(outOf.get(from) ?? []), id]);
    into.set(to, [...(into.get(to) ?? []), id]);
  }
  const conditional = new Set(flows.filter(({ isConditional }) => isConditional).map(({ id }) => id));
  const equations = nodes.flatMap((node) =>
    equationsOf(node, { into: into.get(node.id) ?? [], outOf: outOf.get(node.id) ?? [], conditional }),
  );
  return solve(equations);
}

type Around = {
  readonly into: readonly string[];
  readonly outOf: readonly string[];
  readonly conditional: ReadonlySet<string>;
};

function equationsOf(node: BalanceNode, around: Around): readonly Equation[] {
  const { into, outOf } = around;
  if (!node.type.endsWith("GATEWAY")) return equationsOfStep(node, around);
  const known = node.entered ?? node.left;
  if (node.type === "PARALLEL_GATEWAY") return [{ flows: [...into, ...outOf], total: known, opposite: [], each: true }];
  if (node.type === "INCLUSIVE_GATEWAY" || node.type === "COMPLEX_GATEWAY") {
    return into.length === 1 && known !== null ? [sum(into, known)] : [];
  }
  return known === null
    ? [{ flows: into, total: null, opposite: outOf, each: false }]
    : [sum(into, known), sum(outOf, known)];
}

/** Whatever leaves a task or an event leaves by every flow, unless a condition or an event at its border decides. */
function equationsOfStep(node: BalanceNode, { into, outOf, conditional }: Around): readonly Equation[] {
  const leavesByAll = !node.isInterruptible && outOf.every((flow) => !conditional.has(flow));
  const out = leavesByAll && node.left !== null ? [{ ...sum(outOf, node.left), each: true }] : [];
  return [...(node.entered === null ? [] : [sum(into, node.entered)]), ...out];
}

const sum = (flows: readonly string[], total: number): Equation => ({ flows, total, opposite: [], each: false });

/** Starts anew without the flows whose counts contradict each other, so that nothing concluded from them stays. */
function solve(equations: readonly Equation[]): ReadonlyMap<string, number> {
  const banned = new Set<string>();
  for (;;) {
    const counts = propagate(equations, banned);
    const wrong = [
      ...equations.filter((equation) => isViolated(equation, counts)).flatMap(flowsOf),
      ...[...counts].filter(([, count]) => count < 0).map(([flow]) => flow),
    ].filter((flow) => !banned.has(flow));
    if (wrong.length === 0) return counts;
    for (const flow of wrong) banned.add(flow);
  }
}

/** Each round settles what has one unknown left, until a round settles nothing. */
function propagate(equations: readonly Equation[], banned: ReadonlySet<string>): Counts {
  const counts: Counts = new Map();
  for (let settled = -1; settled < counts.size; ) {
    settled = counts.size;
    for (const equation of equations) {
      const news = concluded(equation, counts).filter(([flow]) => !counts.has(flow) && !banned.has(flow));
      for (const [flow, count] of news) counts.set(flow, count);
    }
  }
  return counts;
}

const flowsOf = ({ flows, opposite }: Equation) => [...flows, ...opposite];
const sumOf = (flows: readonly string[], counts: Counts) =>
  flows.reduce((total, flow) => total + (counts.get(flow) ?? 0), 0);

function isViolated(equation: Equation, counts: Counts): boolean {
  const { flows, total, opposite, each } = equation;
  if (each) {
    const known = [...(total === null ? [] : [total]), ...flows.flatMap((flow) => counts.get(flow) ?? [])];
    return known.some((count) => count !== known[0]);
  }
  if (flowsOf(equation).some((flow) => !counts.has(flow)) || flows.length === 0) return false;
  if (total !== null) return sumOf(flows, counts) !== total;
  return opposite.length > 0 && sumOf(flows, counts) !== sumOf(opposite, counts);
}

function concluded({ flows, total, opposite, each }: Equation, counts: Counts): readonly (readonly [string, number])[] {
  if (each) {
    const known = total ?? flows.map((flow) => counts.get(flow)).find((count) => count !== undefined);
    return known === undefined ? [] : flows.map((flow) => [flow, known] as const);
  }
  if (total === null && (flows.length === 0 || opposite.length === 0)) return [];
  const unknown = [...flows, ...opposite].filter((flow) => !counts.has(flow));
  const [only] = unknown;
  if (only === undefined || unknown.length > 1) return [];
  if (total !== null) return [[only, total - sumOf(flows, counts)]];
  const difference = sumOf(flows, counts) - sumOf(opposite, counts);
  return [[only, flows.includes(only) ? -difference : difference]];
}
