/** A block-structured model. Of a loop the first child is the body, each other one a way back to it. */
export type ProcessTree =
  | { readonly kind: "activity"; readonly label: string }
  | { readonly kind: "silent" }
  | { readonly kind: Operator; readonly children: readonly ProcessTree[] };
export type Operator = "exclusive" | "sequence" | "parallel" | "loop";

/** A distinct trace, and how many cases went that way. */
export type WeightedTrace = { readonly steps: readonly string[]; readonly cases: number };
export type Log = readonly WeightedTrace[];
