/** What a variant's alignment costs against what it could cost at most: all of it unseen by the model, and the model's shortest way. */
export type Judged = {
  readonly cases: number;
  readonly cost: number;
  readonly length: number;
  /** Cost of the empty trace; 0 for running cases, which need not reach the end. */
  readonly emptyCost: number;
};

export function traceFitness({ cost, length, emptyCost }: Omit<Judged, "cases">): number {
  return length + emptyCost === 0 ? 1 : 1 - cost / (length + emptyCost);
}

/** 1 − Σδ ÷ Σ(|σ| + L0) over all cases; null for none. */
export function logFitness(judged: readonly Judged[]): number | null {
  let cost = 0;
  let worst = 0;
  let cases = 0;
  for (const one of judged) {
    cases += one.cases;
    cost += one.cases * one.cost;
    worst += one.cases * (one.length + one.emptyCost);
  }
  if (cases === 0) return null;
  return worst === 0 ? 1 : 1 - cost / worst;
}
