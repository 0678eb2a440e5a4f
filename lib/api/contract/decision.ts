import { z } from "zod";

const DecisionValue = z.object({ name: z.string(), value: z.string() });

/** In the `detail` of an event of kind `decision.evaluated`: decisions that were required first, the one that was asked last. */
export const EvaluatedDecisions = z.array(
  z.object({
    decisionId: z.string(),
    name: z.string(),
    /** JSON text, cut at a bound, as all values here. */
    output: z.string(),
    inputs: z.array(DecisionValue),
    /** Rules that matched, by their row in the table, from 1. */
    rules: z.array(z.object({ row: z.number(), outputs: z.array(DecisionValue) })),
  }),
);
export type EvaluatedDecisions = z.infer<typeof EvaluatedDecisions>;
