"use client";

import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { CorrelationRules } from "@/lib/api/contract/rules";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import styles from "./correlation.module.css";
import { RuleCard } from "./rule-card";
import type { RuleEditing } from "./use-rule-draft";

interface RuleEditorProps {
  editing: RuleEditing;
  sources: CorrelationRules["sources"];
}

/** The saved rules, in the order in which they are tried: the first whose topic fits a record counts. */
export function RuleEditor({ editing, sources }: RuleEditorProps) {
  const add = (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={editing.add}>
      Add a rule
    </Button>
  );
  return (
    <Panel title="Rules of this console" aside={add}>
      {editing.draft.length === 0 ? (
        <EmptyState title="No rules are saved here">
          Topics are read by the rules of the configuration and by what Throughline recognises by itself. Add a rule, or
          take a suggested key below, to say it differently; nothing changes before you save.
        </EmptyState>
      ) : (
        <ol className={styles["rules"]}>
          {editing.draft.map((rule, index) => (
            <RuleCard
              key={rule.id}
              rule={rule}
              place={index + 1}
              sources={sources}
              problems={editing.problems}
              onChange={(changed) => editing.changeRule(rule.id, changed)}
            />
          ))}
        </ol>
      )}
    </Panel>
  );
}
