/** What a decision made of what it was asked, as the engine tells it. Values are JSON text, cut at a bound. */
export type EvaluatedDecision = {
  readonly decisionId: string;
  readonly name: string;
  readonly output: string;
  readonly inputs: readonly DecisionValue[];
  /** The rules that matched, in the order of the table; none for a literal expression. */
  readonly rules: readonly MatchedRule[];
};

export type DecisionValue = { readonly name: string; readonly value: string };

export type MatchedRule = {
  /** Its row in the table, from 1. */
  readonly row: number;
  readonly outputs: readonly DecisionValue[];
};
