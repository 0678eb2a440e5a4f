import { z } from "zod";

/** An event type in which `*` stands for what is booked, reserved, taken: `*Booked`. */
const TypePattern = z
  .string()
  .max(256)
  .regex(/^[^*]*\*[^*]*$/, "use one * for what it is about, as in *Booked");

/** Which events of a process are steps of a saga, and which take them back. */
export const SagaRule = z.strictObject({
  /** The observed process, as its topic's rule names it. */
  process: z.string().min(1).max(128),
  steps: z
    .array(z.strictObject({ done: TypePattern, undone: TypePattern }))
    .max(50)
    .default([]),
  failed: z.array(TypePattern).max(50).default(["*Failed"]),
  /** How long what was done may stay after a step failed; null: as others took, two minutes while too little is known. */
  undoneWithinSeconds: z.number().int().min(1).max(31_536_000).nullable().default(null),
});
export type SagaRule = z.infer<typeof SagaRule>;

/** Where nothing is configured: what names say. */
export const SAGA_BY_NAME: Omit<SagaRule, "process"> = {
  steps: [
    { done: "*Booked", undone: "*Cancelled" },
    { done: "*Booked", undone: "*Canceled" },
    { done: "*Reserved", undone: "*Released" },
    { done: "*Reserved", undone: "*Cancelled" },
    { done: "*Charged", undone: "*Refunded" },
  ],
  failed: ["*Failed"],
  undoneWithinSeconds: null,
};

export function sagaRuleOf(process: string | null, rules: readonly SagaRule[]): Omit<SagaRule, "process"> {
  return rules.find((rule) => rule.process === process) ?? SAGA_BY_NAME;
}

/** How a saga, or one step of it, stands. */
export const SAGA_STATES = ["running", "done", "compensated", "compensation-pending", "not-compensated"] as const;
export type SagaState = (typeof SAGA_STATES)[number];

export const SAGA_STEP_STATES = ["done", "failed", "compensated", "compensation-pending", "not-compensated"] as const;
export type SagaStepState = (typeof SAGA_STEP_STATES)[number];
