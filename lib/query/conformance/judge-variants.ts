import { type Alignment, align, type Undecided } from "@/lib/analytics/conformance/align";
import type { TokenGame } from "@/lib/analytics/conformance/token-game";
import type { ConformanceModel } from "./conformance-model";
import { toTrace } from "./to-trace";
import type { VariantTrace } from "./variant-traces";

export type JudgedTrace = {
  readonly variantId: string;
  readonly cases: number;
  readonly isRunning: boolean;
  readonly length: number;
  readonly found: Alignment | Undecided;
};

/** Alignments of a model that were found, by trace: what comes anew by the second is few of them. */
const remembered = new WeakMap<TokenGame, Map<string, Alignment | Undecided>>();
const REMEMBERED_MAX = 10_000;
/** The thread also serves everybody else: after so long it lets them go first. */
const SLICE_MS = 20;
const BUDGET_MS = 20_000;

/** Aligns each trace once; what the time does not suffice for is not decided. */
export async function judgeVariants(
  model: ConformanceModel,
  traces: readonly VariantTrace[],
): Promise<{ readonly judged: readonly JudgedTrace[]; readonly empty: Alignment | Undecided }> {
  const judge = newJudge(model.game);
  const empty = await judge([], false);
  const judged: JudgedTrace[] = [];
  for (const { variantId, done, running, activities } of traces) {
    const trace = toTrace(activities, model);
    for (const [cases, isRunning] of [
      [done, false],
      [running, true],
    ] as const) {
      if (cases === 0) continue;
      judged.push({ variantId, cases, isRunning, length: trace.length, found: await judge(trace, isRunning) });
    }
  }
  return { judged, empty };
}

function newJudge(game: TokenGame) {
  const known = remembered.get(game) ?? new Map<string, Alignment | Undecided>();
  remembered.set(game, known);
  const start = performance.now();
  let sliceStart = start;
  return async (trace: readonly string[], isRunning: boolean): Promise<Alignment | Undecided> => {
    const key = JSON.stringify([isRunning, trace]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const now = performance.now();
    if (now - start > BUDGET_MS) return { undecided: "the time for this answer was over" };
    if (now - sliceStart > SLICE_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      sliceStart = performance.now();
    }
    const found = align(game, trace, isRunning);
    if (known.size >= REMEMBERED_MAX) known.clear();
    known.set(key, found);
    return found;
  };
}
