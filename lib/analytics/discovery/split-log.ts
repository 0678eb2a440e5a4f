import type { Cut } from "./find-cut";
import type { Log, WeightedTrace } from "./process-tree";

/** What each part of a cut saw of the log. Where a trace does not fit the cut, what fits least of it is left out. */
export function splitLog(log: Log, { kind, parts }: Cut): readonly Log[] {
  const partOf = new Map(parts.flatMap((part, index) => part.map((activity) => [activity, index] as const)));
  const logs = parts.map((): WeightedTrace[] => []);
  for (const trace of log) SPLITS[kind](trace, { partOf, logs });
  return logs.map(merged);
}

type Splitting = { readonly partOf: ReadonlyMap<string, number>; readonly logs: readonly WeightedTrace[][] };

const within = ({ steps }: WeightedTrace, { partOf }: Splitting, part: number) =>
  steps.filter((step) => partOf.get(step) === part);

const SPLITS = {
  /** To the part that most of its steps are of. */
  exclusive: (trace: WeightedTrace, into: Splitting) => {
    const shares = into.logs.map((_log, part) => within(trace, into, part));
    const most = Math.max(...shares.map(({ length }) => length));
    const chosen = shares.findIndex(({ length }) => length === most);
    into.logs[chosen]?.push({ steps: shares[chosen] ?? [], cases: trace.cases });
  },
  parallel: (trace: WeightedTrace, into: Splitting) => {
    into.logs.forEach((log, part) => {
      log.push({ steps: within(trace, into, part), cases: trace.cases });
    });
  },
  /** Part after part, each up to where the fewest steps are at the wrong place. */
  sequence: (trace: WeightedTrace, into: Splitting) => {
    const borders = bordersOf(trace.steps, into);
    into.logs.forEach((log, part) => {
      const steps = trace.steps.slice(borders[part], borders[part + 1]);
      log.push({ steps: steps.filter((step) => into.partOf.get(step) === part), cases: trace.cases });
    });
  },
  /** A run of steps of one part is a trace of it; between two ways back the body was passed unseen, and around them too. */
  loop: ({ steps, cases }: WeightedTrace, { partOf, logs }: Splitting) => {
    let run: string[] = [];
    let part = 0;
    const close = (next: number) => {
      logs[part]?.push({ steps: run, cases });
      if (part !== 0 && next !== 0) logs[0]?.push({ steps: [], cases });
      [run, part] = [[], next];
    };
    for (const step of steps) {
      const next = partOf.get(step) ?? 0;
      if (next !== part) close(next);
      run.push(step);
    }
    close(0);
    if (partOf.get(steps.at(-1) ?? "") !== 0) logs[0]?.push({ steps: [], cases });
  },
};

/** Where each part begins, so that the fewest steps stand in another part's stretch. */
function bordersOf(steps: readonly string[], { partOf, logs }: Splitting): readonly number[] {
  const strange = logs.map((_log, part) => steps.map((step) => (partOf.get(step) === part ? 0 : 1)));
  const begins: (readonly number[])[] = [];
  let costs: readonly number[] = [0, ...steps.map(() => Number.POSITIVE_INFINITY)];
  for (const ofPart of strange) {
    const stretch = cheapestStretches(costs, ofPart);
    begins.push(stretch.begins);
    costs = stretch.costs;
  }
  const borders = [steps.length];
  for (const ofPart of begins.reverse()) borders.unshift(ofPart[borders[0] ?? 0] ?? 0);
  return borders;
}

/** For each place where a part's stretch may end: what it costs up to there, and where the stretch then begins. */
function cheapestStretches(costs: readonly number[], strange: readonly number[]) {
  const found = { costs: [] as number[], begins: [] as number[] };
  let [cost, begin] = [Number.POSITIVE_INFINITY, 0];
  costs.forEach((before, at) => {
    cost += strange[at - 1] ?? 0;
    if (before < cost) [cost, begin] = [before, at];
    found.costs.push(cost);
    found.begins.push(begin);
  });
  return found;
}

/** Equal traces together. */
export function merged(log: Log): Log {
  const known = new Map<string, { steps: readonly string[]; cases: number }>();
  for (const { steps, cases } of log) {
    const key = JSON.stringify(steps);
    const before = known.get(key);
    if (before === undefined) known.set(key, { steps, cases });
    else before.cases += cases;
  }
  return [...known.values()];
}
