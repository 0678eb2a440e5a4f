import type { KeySuggestions } from "@/lib/api/contract/rules";
import { DecodeRule, type KeyRule } from "@/lib/domain/decode-rules";
import { SavedRule } from "@/lib/domain/saved-rule";

/** A rule under way. It has an id of its own, so that rows keep their fields while others come and go. */
export type DraftRule = SavedRule & { readonly id: string };

export function toDraft(rules: readonly SavedRule[]): readonly DraftRule[] {
  return rules.map((rule, index) => ({ ...rule, id: `saved-${index}` }));
}

export function newRule(id: string, topic = ""): DraftRule {
  const rule = { ...DecodeRule.parse({ topic: "*" }), topic };
  return { id, source: "*", rule };
}

export const NEW_KEY: KeyRule = { name: "", path: "$.", role: "link", priority: 10 };

/** What the draft is as rules, or what is wrong with it, by rule and field, in words. */
export function readDraft(
  draft: readonly DraftRule[],
): { readonly rules: readonly SavedRule[] } | { readonly problems: ReadonlyMap<string, string> } {
  const rules: SavedRule[] = [];
  const problems = new Map<string, string>();
  for (const { id, source, rule } of draft) {
    const parsed = SavedRule.safeParse({ source, rule });
    if (parsed.success) rules.push(parsed.data);
    else for (const { path, message } of parsed.error.issues) problems.set(`${id}.${path.join(".")}`, message);
  }
  return problems.size > 0 ? { problems } : { rules };
}

/** The draft with a suggested key: in a rule for each of its topics, which is made where there is none. */
export function withSuggestion(
  draft: readonly DraftRule[],
  suggestion: KeySuggestions["items"][number],
): readonly DraftRule[] {
  let next = [...draft];
  for (const topic of new Set(suggestion.fields.map((field) => field.topic))) {
    const known = next.find(({ rule }) => rule.topic === topic);
    const rule = known ?? newRule(`topic-${topic}`, topic);
    const paths = new Set(suggestion.fields.filter((field) => field.topic === topic).map(({ path }) => path));
    const keys = [...rule.rule.keys];
    for (const path of paths) {
      if (!keys.some((key) => key.path === path))
        keys.push({ ...NEW_KEY, name: suggestion.name, path, role: suggestion.role });
    }
    const changed = { ...rule, rule: { ...rule.rule, keys } };
    next = known === undefined ? [...next, changed] : next.map((one) => (one === known ? changed : one));
  }
  return next;
}

/** Whether all fields of a suggestion are keys of the draft already. */
export function hasSuggestion(draft: readonly DraftRule[], { fields }: KeySuggestions["items"][number]): boolean {
  return fields.every(({ topic, path }) =>
    draft.some(({ rule }) => rule.topic === topic && rule.keys.some((key) => key.path === path)),
  );
}

export function isSame(a: readonly SavedRule[], b: readonly SavedRule[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
