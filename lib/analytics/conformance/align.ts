import type { Successor, TokenGame } from "./token-game";

/** `sync`: trace and model did it together. `log`: only the trace. `model`: only the model. Silent steps are left out. */
export type Move = {
  readonly kind: "sync" | "log" | "model";
  readonly label: string;
  readonly elementId: string | null;
  /** The marking right after it. */
  readonly marking: number;
};
export type Alignment = { readonly cost: number; readonly moves: readonly Move[] };
export type Undecided = { readonly undecided: string };

const STATES_MAX = 400_000;

type Search = {
  readonly game: TokenGame;
  readonly trace: readonly string[];
  /** Labels of the trace as the net numbers them; −2 is none of it. */
  readonly wanted: readonly number[];
  readonly best: Map<number, number>;
  readonly nodes: Node[];
  readonly levels: [number[], number[]];
  cutAt: number;
};
type Node = {
  readonly marking: number;
  readonly position: number;
  readonly cost: number;
  readonly parent: number;
  /** The transition that fired, −1 for a move of the trace alone. */
  readonly transition: number;
  readonly isSync: boolean;
};

/**
 * A cheapest way to explain a trace by the model: 0-1 breadth first over (marking, position). What both do and what nobody
 * sees costs nothing, a step of one alone costs 1. A running case need not end. Of several cheapest ways the first that is
 * found is shown; the order is that of the transitions, so it is always the same one.
 */
export function align(game: TokenGame, trace: readonly string[], isRunning = false): Alignment | Undecided {
  const numbers = new Map(game.net.labels.map((label, index) => [label, index]));
  const wanted = trace.map((label) => numbers.get(label) ?? -2);
  const search: Search = { game, trace, wanted, best: new Map(), nodes: [], levels: [[], []], cutAt: Infinity };
  reach(search, { marking: game.initial, position: 0, cost: 0, parent: -1, transition: -1, isSync: false }, 0);
  for (let cost = 0; search.levels[0].length > 0; cost += 1) {
    const goal = sweep(search, cost, isRunning);
    if (typeof goal === "string") return { undecided: goal };
    if (goal !== null) return cost > search.cutAt ? { undecided: BEYOND } : { cost, moves: movesTo(search, goal) };
    search.levels.shift();
    search.levels.push([]);
  }
  return { undecided: search.cutAt < Infinity ? BEYOND : "the model has no way to its end" };
}

const BEYOND = "more tokens or markings than are followed";

/** Settles all states of a cost. Gives the node of the goal, null when there is none, or why it stopped. */
function sweep(search: Search, cost: number, isRunning: boolean): number | string | null {
  const level = search.levels[0];
  for (let index = level.pop(); index !== undefined; index = level.pop()) {
    const node = search.nodes[index];
    if (node === undefined || (search.best.get(keyOf(search, node)) ?? 0) < cost) continue;
    const isDone = node.position === search.trace.length && (isRunning || search.game.isFinal(node.marking));
    if (isDone) return index;
    if (search.nodes.length > STATES_MAX) return "more states than are searched";
    expand(search, node, index);
  }
  return null;
}

function expand(search: Search, node: Node, parent: number): void {
  const { game, wanted } = search;
  const { silent, labelled, isCut } = game.successorsOf(node.marking);
  if (isCut) search.cutAt = Math.min(search.cutAt, node.cost);
  const { position, cost } = node;
  const step = ({ transition, to }: Successor, extra: number, isSync: boolean) => {
    const next = { marking: to, position: position + (isSync ? 1 : 0), cost: cost + extra, parent, transition, isSync };
    reach(search, next, extra);
  };
  if (position < wanted.length) {
    reach(search, { ...node, position: position + 1, cost: cost + 1, parent, transition: -1, isSync: false }, 1);
  }
  for (const successor of labelled) step(successor, 1, false);
  for (const successor of silent) step(successor, 0, false);
  for (const successor of labelled) {
    const isSync = position < wanted.length && game.net.transitions[successor.transition]?.label === wanted[position];
    if (isSync) step(successor, 0, true);
  }
}

function reach(search: Search, node: Node, level: 0 | 1 | number): void {
  const key = keyOf(search, node);
  const known = search.best.get(key);
  if (known !== undefined && known <= node.cost) return;
  search.best.set(key, node.cost);
  search.levels[level === 0 ? 0 : 1].push(search.nodes.push(node) - 1);
}

const keyOf = ({ trace }: Search, { marking, position }: Node) => marking * (trace.length + 1) + position;

function movesTo({ game, trace, nodes }: Search, goal: number): readonly Move[] {
  const moves: Move[] = [];
  for (let node = nodes[goal]; node !== undefined && node.parent !== -1; node = nodes[node.parent]) {
    const { marking, position, isSync } = node;
    const fired = game.net.transitions[node.transition];
    if (fired === undefined) moves.push({ kind: "log", label: trace[position - 1] ?? "", elementId: null, marking });
    else if (fired.label !== -1) {
      const label = game.net.labels[fired.label] ?? "";
      moves.push({ kind: isSync ? "sync" : "model", label, elementId: fired.elementId, marking });
    }
  }
  return moves.reverse();
}
