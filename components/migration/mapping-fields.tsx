"use client";

import { Select } from "@mantine/core";
import { plural } from "../ui/format-number";
import styles from "./migration.module.css";
import { canStandFor, whyUnmapped } from "./suggest-mapping";
import type { MigrationPlan } from "./use-migration-plan";

interface MappingFieldsProps {
  plan: MigrationPlan;
  tokens: ReadonlyMap<string, number>;
}

const BY = {
  id: "same id",
  name: "same name",
  place: "same place: look whether it is right",
  choice: "chosen",
} as const;

/** For each element in which tokens stand: what takes them over. The same as the pictures, for the keyboard and the ear. */
export function MappingFields({ plan, tokens }: MappingFieldsProps) {
  const { active, targets, mapping, choose } = plan;
  return (
    <div className={styles["fields"]}>
      {active.map((source) => {
        const found = mapping.get(source.id);
        const fitting = targets.filter((target) => canStandFor(source, target, mapping));
        return (
          <Select
            key={source.id}
            label={`${source.label}, ${plural(tokens.get(source.id) ?? 0, "token")}`}
            description={found === undefined ? source.kind : `${source.kind}, ${BY[found.by]}`}
            placeholder="goes nowhere"
            error={found === undefined ? whyUnmapped(source, targets, mapping) : null}
            searchable
            value={found?.targetId ?? null}
            data={fitting.map(({ id, label }) => ({
              value: id,
              label: label.includes(id) ? label : `${label} (${id})`,
            }))}
            allowDeselect={false}
            onChange={(targetId) => choose(source.id, targetId)}
          />
        );
      })}
    </div>
  );
}
