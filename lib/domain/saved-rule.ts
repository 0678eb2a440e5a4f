import { z } from "zod";
import { DecodeRule } from "./decode-rules";

/** A rule that was saved in the console: it comes before the configured ones of its source. */
export const SavedRule = z.strictObject({
  /** Name of a source; `*` stands for all of them. */
  source: z.string().min(1).max(128),
  rule: DecodeRule,
});

export const SavedRules = z.array(SavedRule).max(200);

/** What was decided about a key name over all rules: `shared` never ties, `link` is as the rules say and stays so. */
export const KeyDecision = z.strictObject({
  name: z.string().min(1).max(64),
  role: z.enum(["link", "shared"]),
  /** Why, in words. */
  why: z.string().max(500).default(""),
});

export const KeyDecisions = z.array(KeyDecision).max(100);

export type SavedRule = z.infer<typeof SavedRule>;
export type KeyDecision = z.infer<typeof KeyDecision>;

/** The saved rules that the projection was made with; version 0 is none. */
export type Rulebook = {
  readonly version: number;
  readonly rules: readonly SavedRule[];
  readonly decisions: readonly KeyDecision[];
};

export const NO_SAVED_RULES: Rulebook = { version: 0, rules: [], decisions: [] };

export function savedRulesOf({ rules }: Rulebook, source: string): readonly DecodeRule[] {
  return rules.filter((saved) => saved.source === "*" || saved.source === source).map(({ rule }) => rule);
}

/** The rules with what was decided about key names; the same list where nothing was. */
export function underDecisions(
  rules: readonly DecodeRule[],
  { decisions }: Pick<Rulebook, "decisions">,
): readonly DecodeRule[] {
  const shared = decisions.filter(({ role }) => role === "shared").map(({ name }) => name);
  if (shared.length === 0) return rules;
  return rules.map((rule) => ({ ...rule, shared: [...new Set([...rule.shared, ...shared])] }));
}
