import { IconAlertTriangle } from "@tabler/icons-react";
import type { RuleVersion } from "@/lib/api/contract/rules";
import { formatCount } from "../ui/format-number";
import { ProgressBar } from "../ui/progress-bar";
import { StatusBadge } from "../ui/status-badge";
import styles from "./correlation.module.css";

/** How far the newest save is, as long as it is not in force. */
export function RuleProgress({ versions: [newest] }: { versions: readonly RuleVersion[] }) {
  if (newest === undefined) return null;
  const { version, state, records, behind, detail } = newest;
  if (state === "failed") {
    return (
      <section className={styles["notice"]} aria-label="The last save">
        <StatusBadge tone="incident" icon={<IconAlertTriangle size={13} />}>
          Version {version} failed
        </StatusBadge>
        <p>{detail} What was in force before still is.</p>
      </section>
    );
  }
  if (state !== "waiting" && state !== "projecting") return null;
  return (
    <section className={styles["notice"]} aria-label="The last save" aria-live="polite">
      <p>
        {behind === null
          ? `Version ${version} is saved. An ingest worker begins to project with it; if none runs, it begins with the next.`
          : `Projecting ${formatCount(records + behind)} records with version ${version}. All pages show the old picture until it is switched at once.`}
      </p>
      {behind === null ? null : (
        <ProgressBar
          label={`Records projected with version ${version}`}
          succeeded={records}
          failed={0}
          skipped={0}
          total={records + behind}
        />
      )}
    </section>
  );
}
