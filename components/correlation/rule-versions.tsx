"use client";

import { Button } from "@mantine/core";
import type { CorrelationRules, RuleVersion } from "@/lib/api/contract/rules";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import styles from "./correlation.module.css";

interface RuleVersionsProps {
  rules: CorrelationRules;
  onEdit: (version: RuleVersion) => void;
}

const STATES: Readonly<Record<RuleVersion["state"], string>> = {
  waiting: "waits for an ingest worker",
  projecting: "is being projected with",
  "in-force": "in force",
  replaced: "replaced",
  failed: "failed",
};

/** Who saved what, when and why; each can be the beginning of the next. */
export function RuleVersions({ rules: { versions, inForce }, onEdit }: RuleVersionsProps) {
  return (
    <Panel title="Versions">
      {versions.length === 0 ? (
        <EmptyState title="Nothing was saved yet">Each save is a version that one can go back to.</EmptyState>
      ) : (
        <ol className={styles["versions"]}>
          {versions.map((saved) => {
            const { version, state, savedAt, savedBy, reason, rules } = saved;
            return (
              <li key={version} data-current={version === inForce}>
                <div>
                  <strong>Version {version}</strong> {STATES[state]} · {plural(rules.length, "rule")}
                  <p className="muted">
                    {savedBy}, <RelativeTime at={savedAt} />: {reason}
                  </p>
                </div>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Edit from version ${version}`}
                  onClick={() => onEdit(saved)}
                >
                  Edit from here
                </Button>
              </li>
            );
          })}
        </ol>
      )}
    </Panel>
  );
}
