import { useState } from "react";
import type { CorrelationRules } from "@/lib/api/contract/rules";
import type { KeyDecision, SavedRule } from "@/lib/domain/saved-rule";
import { type DraftRule, isSame, newRule, readDraft, toDraft } from "./rule-draft";

export type RuleEditing = {
  readonly draft: readonly DraftRule[];
  /** The rules that it makes; null while something is wrong with them. */
  readonly valid: readonly SavedRule[] | null;
  /** What was decided about key names over all rules. */
  readonly decisions: readonly KeyDecision[];
  readonly problems: ReadonlyMap<string, string>;
  readonly isChanged: boolean;
  /** The version that the editing began from. */
  readonly basedOn: number;
  readonly change: (draft: readonly DraftRule[]) => void;
  readonly changeRule: (id: string, rule: DraftRule | null) => void;
  /** Decides about a name, or (null) takes what was decided back. */
  readonly decide: (name: string, decision: KeyDecision | null) => void;
  readonly add: () => void;
  readonly startFrom: (from: SavedDraft) => void;
  readonly discard: () => void;
};

type SavedDraft = { readonly rules: readonly SavedRule[]; readonly decisions: readonly KeyDecision[] };
type Edited = {
  readonly draft: readonly DraftRule[];
  readonly decisions: readonly KeyDecision[];
  readonly basedOn: number;
};

const NO_PROBLEMS: ReadonlyMap<string, string> = new Map();

/** Rules under way. Until something was changed they follow what is saved, by whomever. */
export function useRuleDraft({ rules: saved, decisions: decided, newest }: CorrelationRules): RuleEditing {
  const [edited, setEdited] = useState<Edited | null>(null);
  const [added, setAdded] = useState(0);
  const draft = edited?.draft ?? toDraft(saved);
  const read = readDraft(draft);
  const valid = "rules" in read ? read.rules : null;
  const decisions = edited?.decisions ?? decided;
  const edit = (next: Partial<Edited>) => setEdited({ draft, decisions, basedOn: edited?.basedOn ?? newest, ...next });
  const change = (next: readonly DraftRule[]) => edit({ draft: next });
  return {
    draft,
    valid,
    problems: "problems" in read ? read.problems : NO_PROBLEMS,
    decisions,
    isChanged:
      edited !== null &&
      (valid === null || !isSame(valid, saved) || JSON.stringify(decisions) !== JSON.stringify(decided)),
    basedOn: edited?.basedOn ?? newest,
    change,
    changeRule: (id, rule) => change(draft.flatMap((one) => (one.id === id ? (rule === null ? [] : [rule]) : [one]))),
    add: () => {
      setAdded(added + 1);
      change([...draft, newRule(`new-${added}`)]);
    },
    decide: (name, decision) => {
      const others = decisions.filter((one) => one.name !== name);
      edit({ decisions: decision === null ? others : [...others, decision] });
    },
    startFrom: ({ rules, decisions: ofThen }) => edit({ draft: toDraft(rules), decisions: ofThen }),
    discard: () => setEdited(null),
  };
}
