import { z } from "zod";
import { Count } from "./values";

const DeviationKind = z.enum(["skipped", "unknown", "unexpected", "wrong-order", "repeated", "replaced"]);
const Share = z.number().min(0).max(1);

const Deviation = z.object({
  /** The same for the same deviation, whatever the filters are. */
  id: z.string(),
  kind: DeviationKind,
  /** Where in the diagram; null when the model does not know the activity. */
  elementId: z.string().nullable(),
  elementName: z.string().nullable(),
  /** What the case did or, of what was skipped, what it should have done. */
  activity: z.string(),
  cases: Count,
});
export type Deviation = z.infer<typeof Deviation>;

const JudgedVariant = z.object({
  variantId: z.string(),
  cases: Count,
  running: Count,
  /** Steps that only the case or only the model took, at the least. */
  cost: Count,
  fitness: Share,
  deviationIds: z.array(z.string()),
  moves: z.array(z.object({ kind: z.enum(["sync", "log", "model"]), activity: z.string() })),
});
export type JudgedVariant = z.infer<typeof JudgedVariant>;

export const Conformance = z.object({
  version: Count,
  /** Null when no case could be judged. */
  fitness: Share.nullable(),
  precision: Share.nullable(),
  cases: Count,
  conforming: Count,
  /** Judged cases that are under way: only their beginning is compared. */
  running: Count,
  undecided: z.object({ cases: Count, variants: Count, reasons: z.array(z.string()) }),
  /** Cases of rarer variants that were not looked at. */
  cut: z.object({ cases: Count, variants: Count }),
  deviations: z.array(Deviation),
  /** Variants that deviate, those that weigh most first. */
  variants: z.array(JudgedVariant),
  /** How many variants deviate; the list may be shorter. */
  deviatingVariants: Count,
});
export const DiscoveryAsked = z.strictObject({
  /** 0 keeps every trace possible; with more, what is rarer than that share of what is usual at its place is left out. */
  noise: z.number().min(0).max(1).default(0.2),
});
export type Conformance = z.infer<typeof Conformance>;
