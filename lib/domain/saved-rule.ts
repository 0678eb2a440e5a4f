import { z } from "zod";
import { DecodeRule } from "./decode-rules";

/** A rule that was saved in the console: it comes before the configured ones of its source. */
export const SavedRule = z.strictObject({
  /** Name of a source; `*` stands for all of them. */
  source: z.string().min(1).max(128),
  rule: DecodeRule,
});

export const SavedRules = z.array(SavedRule).max(200);

export type SavedRule = z.infer<typeof SavedRule>;

/** The saved rules that the projection was made with; version 0 is none. */
export type Rulebook = { readonly version: number; readonly rules: readonly SavedRule[] };

export const NO_SAVED_RULES: Rulebook = { version: 0, rules: [] };

export function savedRulesOf({ rules }: Rulebook, source: string): readonly DecodeRule[] {
  return rules.filter((saved) => saved.source === "*" || saved.source === source).map(({ rule }) => rule);
}
