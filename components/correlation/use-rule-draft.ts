import { useState } from "react";
import type { CorrelationRules } from "@/lib/api/contract/rules";
import type { SavedRule } from "@/lib/domain/saved-rule";
import { type DraftRule, isSame, newRule, readDraft, toDraft } from "./rule-draft";

export type RuleEditing = {
  readonly draft: readonly DraftRule[];
  /** The rules that it makes; null while something is wrong with them. */
  readonly valid: readonly SavedRule[] | null;
  readonly problems: ReadonlyMap<string, string>;
  readonly isChanged: boolean;
  /** The version that the editing began from. */
  readonly basedOn: number;
  readonly change: (draft: readonly DraftRule[]) => void;
  readonly changeRule: (id: string, rule: DraftRule | null) => void;
  readonly add: () => void;
  readonly startFrom: (rules: readonly SavedRule[]) => void;
  readonly discard: () => void;
};

const NO_PROBLEMS: ReadonlyMap<string, string> = new Map();

/** Rules under way. Until something was changed they follow what is saved, by whomever. */
export function useRuleDraft({ rules: saved, newest }: CorrelationRules): RuleEditing {
  const [edited, setEdited] = useState<{ draft: readonly DraftRule[]; basedOn: number } | null>(null);
  const [added, setAdded] = useState(0);
  const draft = edited?.draft ?? toDraft(saved);
  const read = readDraft(draft);
  const valid = "rules" in read ? read.rules : null;
  const change = (next: readonly DraftRule[]) => setEdited({ draft: next, basedOn: edited?.basedOn ?? newest });
  return {
    draft,
    valid,
    problems: "problems" in read ? read.problems : NO_PROBLEMS,
    isChanged: edited !== null && (valid === null || !isSame(valid, saved)),
    basedOn: edited?.basedOn ?? newest,
    change,
    changeRule: (id, rule) => change(draft.flatMap((one) => (one.id === id ? (rule === null ? [] : [rule]) : [one]))),
    add: () => {
      setAdded(added + 1);
      change([...draft, newRule(`new-${added}`)]);
    },
    startFrom: (rules) => change(toDraft(rules)),
    discard: () => setEdited(null),
  };
}
