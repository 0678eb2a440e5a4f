import { Button } from "@mantine/core";
import { IconLink, IconShare } from "@tabler/icons-react";
import { Panel } from "../ui/panel";
import { StatusBadge } from "../ui/status-badge";
import styles from "./correlation.module.css";
import type { RuleEditing } from "./use-rule-draft";

/** Key names that were decided about over all rules: because one value tied too much, or by a person who overruled that. */
export function KeyDecisions({ editing: { decisions, decide } }: { editing: RuleEditing }) {
  if (decisions.length === 0) return null;
  return (
    <Panel title="Keys that were decided about">
      <p className="muted">
        A key of which one value ties too much is made shared: cases are found by it and not joined. Overrule it, and it
        ties again and stays so.
      </p>
      <ul className={styles["decisions"]}>
        {decisions.map(({ name, role, why }) => (
          <li key={name}>
            <div>
              <strong>{name}</strong>{" "}
              <StatusBadge tone="ended" icon={role === "shared" ? <IconShare size={13} /> : <IconLink size={13} />}>
                {role === "shared" ? "shared: never ties" : "ties, and stays so"}
              </StatusBadge>
              {why === "" ? null : <p className="muted">{why}</p>}
            </div>
            {role === "shared" ? (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => decide(name, { name, role: "link", why: "It ties what belongs together." })}
              >
                Let {name} tie
              </Button>
            ) : (
              <Button size="compact-xs" variant="default" onClick={() => decide(name, null)}>
                Look at {name} again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
