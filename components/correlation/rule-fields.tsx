"use client";

import { NativeSelect, TextInput } from "@mantine/core";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import styles from "./correlation.module.css";

interface RuleFieldsProps {
  rule: DecodeRule;
  problemOf: (field: string) => string | null;
  onChange: (change: Partial<DecodeRule>) => void;
}

const FORMATS = ["auto", "json", "cloudevents", "retail", "zeebe", "ignore"] as const;
const PATHS = [
  { field: "type", label: "Type at" },
  { field: "time", label: "Time at" },
  { field: "producer", label: "Producer at" },
  { field: "id", label: "Id at" },
] as const;

/** How the records of the topic are read where they are not what is recognised by itself. */
export function RuleFields({ rule, problemOf, onChange }: RuleFieldsProps) {
  return (
    <details className={styles["more"]}>
      <summary>How its records are read</summary>
      <div className={styles["fields"]}>
        <NativeSelect
          size="xs"
          label="Format"
          data={[...FORMATS]}
          value={rule.format}
          onChange={({ currentTarget: { value } }) => onChange({ format: value as DecodeRule["format"] })}
        />
        <TextInput
          label="Process"
          placeholder="by engine, or none"
          value={rule.process ?? ""}
          error={problemOf("process")}
          onChange={({ currentTarget: { value } }) => onChange({ process: value === "" ? null : value })}
        />
        {PATHS.map(({ field, label }) => (
          <TextInput
            key={field}
            label={label}
            placeholder="as recognised"
            value={rule[field] ?? ""}
            error={problemOf(field)}
            onChange={({ currentTarget: { value } }) => onChange({ [field]: value === "" ? null : value })}
          />
        ))}
        <TextInput
          label="Types that end a case"
          placeholder="OrderCompleted, OrderCancelled"
          defaultValue={rule.ends.join(", ")}
          error={problemOf("ends")}
          onChange={({ currentTarget: { value } }) => onChange({ ends: toNames(value) })}
        />
      </div>
    </details>
  );
}

function toNames(text: string): string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
