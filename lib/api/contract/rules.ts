import { z } from "zod";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { KeyDecision, KeyDecisions, SavedRule, SavedRules } from "@/lib/domain/saved-rule";
import { Count, Instant } from "./values";

const RuleVersion = z.object({
  version: Count,
  state: z.enum(["waiting", "projecting", "in-force", "replaced", "failed"]),
  savedAt: Instant,
  savedBy: z.string(),
  reason: z.string(),
  /** Why it failed; else empty. */
  detail: z.string(),
  finishedAt: Instant.nullable(),
  /** Records projected again so far, and those that are left; null before the first count. */
  records: Count,
  behind: Count.nullable(),
  rules: z.array(SavedRule),
  decisions: z.array(KeyDecision),
});
export type RuleVersion = z.infer<typeof RuleVersion>;

export const CorrelationRules = z.object({
  /** The version that the projection was made with; 0: no saved rules. */
  inForce: Count,
  /** The newest that did not fail, which a save goes out from: `basedOn`. */
  newest: Count,
  rules: z.array(SavedRule),
  /** What was decided about key names over all rules, by a person or because a name tied too much. */
  decisions: z.array(KeyDecision),
  /** Each source with what the configuration says of its topics, which comes after the saved rules. */
  sources: z.array(z.object({ name: z.string(), kind: z.string(), configured: z.array(DecodeRule) })),
  versions: z.array(RuleVersion),
});
export type CorrelationRules = z.infer<typeof CorrelationRules>;

export const RulesSaved = z.object({ version: Count });
export const RulesAsked = z.strictObject({
  rules: SavedRules,
  /** Left out, those of the version before stay. */
  decisions: KeyDecisions.optional(),
  basedOn: Count,
  reason: z.string().trim().min(3).max(500),
});

export const PreviewAsked = z.strictObject({
  rules: SavedRules,
  decisions: KeyDecisions.default([]),
  records: z.int().min(50).max(5_000).default(1_000),
});

const PreviewedKey = z.object({
  name: z.string(),
  role: z.enum(["link", "shared"]),
  values: Count,
  events: Count,
  busiest: Count,
  perCase: Count,
});

const Preview = z.object({
  events: Count,
  ignored: Count,
  undecodable: z.object({ records: Count, reasons: z.array(z.string()) }),
  cases: Count,
  alone: Count,
  orphans: Count,
  largest: z.object({ events: Count, key: z.string() }).nullable(),
  sizes: z.array(z.object({ from: Count, to: Count, cases: Count })),
  keys: z.array(PreviewedKey),
});
export type Preview = z.infer<typeof Preview>;

/** What the last records of every kind of event are under the rules in force, and would be under those asked about. */
export const RulesPreviewed = z.object({ records: Count, before: Preview, after: Preview });
export type RulesPreviewed = z.infer<typeof RulesPreviewed>;

export const KeySuggestions = z.object({
  records: Count,
  items: z.array(
    z.object({
      name: z.string(),
      fields: z.array(z.object({ topic: z.string(), activity: z.string(), path: z.string() })),
      values: Count,
      recursIn: Count,
      busiest: Count,
      role: z.enum(["link", "shared"]),
    }),
  ),
});
export type KeySuggestions = z.infer<typeof KeySuggestions>;
