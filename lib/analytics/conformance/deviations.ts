import type { Move } from "./align";

type DeviationKind = "skipped" | "unknown" | "unexpected" | "wrong-order" | "repeated" | "replaced";
/** `label` is what the trace said, or, where something was skipped, what it should have said. */
export type Deviation = {
  readonly kind: DeviationKind;
  readonly elementId: string | null;
  readonly label: string;
};

/**
 * What the steps that only one side did amount to: a label that both did, each at its own place, is a wrong order; a step of
 * the model and one of the trace at one place are a replacement; what was done again is repeated.
 */
export function toDeviations(moves: readonly Move[], elementOf: ReadonlyMap<string, string>): readonly Deviation[] {
  const found: Deviation[] = [];
  const paired = new Set<Move>();
  pairLabels(moves, { paired, found });
  pairPlaces(moves, { paired, found });
  const done = new Set(moves.filter(({ kind }) => kind === "sync").map(({ label }) => label));
  for (const move of moves) {
    if (move.kind === "sync" || paired.has(move)) continue;
    const { label, elementId } = move;
    if (move.kind === "model") found.push({ kind: "skipped", elementId, label });
    else found.push({ kind: kindOf(label, done, elementOf), elementId: elementOf.get(label) ?? null, label });
  }
  return found;
}

function kindOf(label: string, done: ReadonlySet<string>, elementOf: ReadonlyMap<string, string>): DeviationKind {
  if (!elementOf.has(label)) return "unknown";
  return done.has(label) ? "repeated" : "unexpected";
}

type Pairing = { readonly paired: Set<Move>; readonly found: Deviation[] };

function pairLabels(moves: readonly Move[], { paired, found }: Pairing): void {
  const waiting = new Map<string, Move[]>();
  for (const move of moves) {
    if (move.kind === "model") waiting.set(move.label, [...(waiting.get(move.label) ?? []), move]);
  }
  for (const move of moves) {
    const other = move.kind === "log" ? waiting.get(move.label)?.shift() : undefined;
    if (other === undefined) continue;
    paired.add(move).add(other);
    found.push({ kind: "wrong-order", elementId: other.elementId, label: move.label });
  }
}

/** Between two steps that both did, the first that only the model did and the first that only the trace did. */
function pairPlaces(moves: readonly Move[], { paired, found }: Pairing): void {
  const open: { model: Move | null; log: Move | null } = { model: null, log: null };
  for (const move of moves) {
    if (move.kind === "sync") Object.assign(open, { model: null, log: null });
    else if (!paired.has(move)) open[move.kind] ??= move;
    const { model, log } = open;
    if (model === null || log === null) continue;
    paired.add(model).add(log);
    found.push({ kind: "replaced", elementId: model.elementId, label: log.label });
    Object.assign(open, { model: null, log: null });
  }
}
