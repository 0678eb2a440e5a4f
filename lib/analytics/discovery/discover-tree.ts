import { findCut } from "./find-cut";
import { filtered, followsGraphOf } from "./follows-graph";
import type { Log, Operator, ProcessTree } from "./process-tree";
import { merged, splitLog } from "./split-log";

const SILENT: ProcessTree = { kind: "silent" };

/**
 * Inductive Miner – infrequent: a sound block-structured model of a log. `noise` 0 keeps every trace possible; with more,
 * what is rarer than that share of what is usual at its place is left out.
 */
export function discoverTree(log: Log, noise: number): ProcessTree {
  return folded(mine(merged(log), noise));
}

function mine(log: Log, noise: number): ProcessTree {
  const all = casesOf(log);
  const seen = log.filter(({ steps }) => steps.length > 0);
  if (seen.length === 0) return SILENT;
  const empty = all - casesOf(seen);
  if (empty > noise * all) return { kind: "exclusive", children: [SILENT, mine(seen, noise)] };
  const graph = followsGraphOf(seen);
  const [only = ""] = graph.activities;
  if (graph.activities.length === 1) return ofOne(seen, only);
  const cut = findCut(graph) ?? (noise > 0 ? findCut(filtered(graph, noise)) : null);
  if (cut === null) return fallThrough(seen, graph.activities, noise);
  return { kind: cut.kind, children: splitLog(seen, cut).map((part) => mine(part, noise)) };
}

const casesOf = (log: Log) => log.reduce((sum, { cases }) => sum + cases, 0);

function ofOne(log: Log, label: string): ProcessTree {
  const activity: ProcessTree = { kind: "activity", label };
  return log.every(({ steps }) => steps.length === 1) ? activity : { kind: "loop", children: [activity, SILENT] };
}

/** No cut: an activity that can stand beside the rest, a loop that is left and entered at ends and starts, or anything at all. */
function fallThrough(log: Log, activities: readonly string[], noise: number): ProcessTree {
  const aside =
    activities.find((activity) => isOncePerTrace(log, activity)) ??
    activities.find((activity) => findCut(followsGraphOf(without(log, activity))) !== null);
  if (aside !== undefined) {
    const own = merged(log.map(({ steps, cases }) => ({ steps: steps.filter((step) => step === aside), cases })));
    return { kind: "parallel", children: [mine(own, noise), mine(merged(withEmpty(log, aside)), noise)] };
  }
  const { starts, ends } = followsGraphOf(log);
  const isStart = (step: string) => starts.has(step);
  const isEnd = (step: string) => ends.has(step);
  const pieces =
    brokenUp(log, (before, step) => isEnd(before) && isStart(step)) ?? brokenUp(log, (_before, step) => isStart(step));
  if (pieces !== null) return { kind: "loop", children: [mine(pieces, noise), SILENT] };
  const choice = activities.map((label): ProcessTree => ({ kind: "activity", label }));
  return { kind: "loop", children: [SILENT, ...choice] };
}

const isOncePerTrace = (log: Log, activity: string) =>
  log.every(({ steps }) => steps.filter((step) => step === activity).length === 1);
const withEmpty = (log: Log, activity: string): Log =>
  log.map(({ steps, cases }) => ({ steps: steps.filter((step) => step !== activity), cases }));
const without = (log: Log, activity: string): Log => withEmpty(log, activity).filter(({ steps }) => steps.length > 0);

/** The log with its traces cut apart; null when nothing was to be cut. */
function brokenUp(log: Log, isBorder: (before: string, step: string) => boolean): Log | null {
  const pieces = log.flatMap(({ steps, cases }) => {
    const borders = steps.flatMap((step, index) => {
      const before = steps[index - 1];
      return before !== undefined && isBorder(before, step) ? [index] : [];
    });
    return [0, ...borders].map((from, index) => ({ steps: steps.slice(from, borders[index]), cases }));
  });
  return casesOf(pieces) > casesOf(log) ? merged(pieces) : null;
}

/** Blocks of one kind in each other are one block; a block of one child is that child. */
function folded(tree: ProcessTree): ProcessTree {
  if (tree.kind === "activity" || tree.kind === "silent") return tree;
  const children = tree.children.map(folded);
  if (tree.kind === "loop") return { kind: "loop", children };
  const flat = children.flatMap((child) => (isSame(child, tree.kind) ? child.children : [child]));
  const told = tree.kind === "exclusive" ? onceSilent(flat) : flat.filter(({ kind }) => kind !== "silent");
  return told.length === 1 ? (told[0] ?? SILENT) : told.length === 0 ? SILENT : { kind: tree.kind, children: told };
}

function isSame(tree: ProcessTree, kind: Operator): tree is Extract<ProcessTree, { kind: Operator }> {
  return tree.kind === kind;
}

function onceSilent(children: readonly ProcessTree[]): readonly ProcessTree[] {
  const first = children.findIndex(({ kind }) => kind === "silent");
  return children.filter(({ kind }, index) => kind !== "silent" || index === first);
}
