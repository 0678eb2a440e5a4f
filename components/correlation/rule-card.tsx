"use client";

import { ActionIcon, NativeSelect, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { CorrelationRules } from "@/lib/api/contract/rules";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import styles from "./correlation.module.css";
import { KeyRows } from "./key-rows";
import type { DraftRule } from "./rule-draft";
import { RuleFields } from "./rule-fields";

interface RuleCardProps {
  rule: DraftRule;
  place: number;
  sources: CorrelationRules["sources"];
  problems: ReadonlyMap<string, string>;
  onChange: (rule: DraftRule | null) => void;
}

/** One rule: for which records, how they are read, and which of their fields are keys. */
export function RuleCard({ rule: drafted, place, sources, problems, onChange }: RuleCardProps) {
  const { id, rule } = drafted;
  const problemOf = (field: string) => problems.get(`${id}.rule.${field}`) ?? null;
  const set = (change: Partial<DecodeRule>) => onChange({ ...drafted, rule: { ...rule, ...change } });
  const name = `rule ${place}: ${rule.topic || "new"}`;
  return (
    <li className={styles["rule"]} aria-label={name}>
      <div className={styles["which"]}>
        <TextInput
          label="Topic"
          description="* stands for any run of characters"
          value={rule.topic}
          error={problemOf("topic")}
          onChange={({ currentTarget: { value } }) => set({ topic: value })}
        />
        <NativeSelect
          size="xs"
          label="Source"
          description="Whose topics"
          data={[{ value: "*", label: "all sources" }, ...namesWith(sources, drafted.source)]}
          value={drafted.source}
          onChange={({ currentTarget: { value } }) => onChange({ ...drafted, source: value })}
        />
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${name}`} onClick={() => onChange(null)}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </div>
      <KeyRows keys={rule.keys} problemOf={(field) => problemOf(`keys.${field}`)} onChange={(keys) => set({ keys })} />
      <RuleFields rule={rule} problemOf={problemOf} onChange={set} />
    </li>
  );
}

function namesWith(sources: RuleCardProps["sources"], chosen: string): readonly string[] {
  const names = sources.map(({ name }) => name);
  return chosen === "*" || names.includes(chosen) ? names : [...names, chosen];
}
