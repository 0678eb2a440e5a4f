import { z } from "zod";
import { SAGA_STATES, SAGA_STEP_STATES } from "@/lib/domain/saga-rule";
import { Count, Instant, PageQuery } from "./values";

export const SagaSummary = z.object({
  caseId: z.string(),
  caseLabel: z.string(),
  process: z.string(),
  state: z.enum(SAGA_STATES),
  /** When a step was done, failed or taken back for the last time. */
  changedAt: Instant,
  steps: z.array(z.object({ subject: z.string(), state: z.enum(SAGA_STEP_STATES) })),
});
export type SagaSummary = z.infer<typeof SagaSummary>;

export const SagaList = z.object({
  items: z.array(SagaSummary),
  nextCursor: z.string().nullable(),
  /** How many stand how, counted up to a bound: `exact` false means "at least". */
  counts: z.array(z.object({ state: z.enum(SAGA_STATES), count: Count, exact: z.boolean() })),
});
export type SagaList = z.infer<typeof SagaList>;

export const SagaQuery = z.object({
  ...PageQuery.shape,
  state: z.enum(SAGA_STATES).default("not-compensated"),
  process: z.string().max(256).optional(),
});
