import type { Move } from "./align";
import type { TokenGame } from "./token-game";

export type WeightedMoves = { readonly cases: number; readonly moves: readonly Move[] };
type State = {
  weight: number;
  readonly markings: Set<number>;
  readonly taken: Set<string>;
  readonly next: Map<string, State>;
};

/**
 * Escaping edges: after each beginning of what the aligned cases did, how much of what the model allows next was ever done
 * next. 1 − Σ w·escaping ÷ Σ w·allowed, w the cases that went on from there. Null where nothing was seen.
 */
export function precisionOf(game: TokenGame, aligned: readonly WeightedMoves[]): number | null {
  const root = newState(game.initial);
  for (const { cases, moves } of aligned) follow(root, cases, moves);
  const sums = { allowed: 0, escaping: 0 };
  const closures = new Map<number, ReadonlySet<string>>();
  const open = [root];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    open.push(...state.next.values());
    if (state.weight === 0) continue;
    const allowed = new Set<string>();
    for (const marking of state.markings) for (const label of enabledAt(game, marking, closures)) allowed.add(label);
    const escaping = [...allowed].filter((label) => state.taken.has(label) === false).length;
    sums.allowed += state.weight * allowed.size;
    sums.escaping += state.weight * escaping;
  }
  return sums.allowed === 0 ? null : 1 - sums.escaping / sums.allowed;
}

const newState = (marking: number): State => ({
  weight: 0,
  markings: new Set([marking]),
  taken: new Set(),
  next: new Map(),
});

function follow(root: State, cases: number, moves: readonly Move[]): void {
  let state = root;
  for (const { kind, label, marking } of moves) {
    if (kind === "log") continue;
    state.weight += cases;
    state.taken.add(label);
    const next = state.next.get(label) ?? newState(marking);
    next.markings.add(marking);
    state.next.set(label, next);
    state = next;
  }
}

const CLOSURE_MAX = 5_000;

/** Labels that may come next from a marking, whatever silent steps they need. */
function enabledAt(game: TokenGame, marking: number, known: Map<number, ReadonlySet<string>>): ReadonlySet<string> {
  const remembered = known.get(marking);
  if (remembered !== undefined) return remembered;
  const labels = new Set<string>();
  const seen = new Set([marking]);
  const open = [marking];
  for (let one = open.pop(); one !== undefined && seen.size < CLOSURE_MAX; one = open.pop()) {
    const { silent, labelled } = game.successorsOf(one);
    for (const { transition } of labelled) {
      labels.add(game.net.labels[game.net.transitions[transition]?.label ?? -1] ?? "");
    }
    for (const { to } of silent) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  known.set(marking, labels);
  return labels;
}
