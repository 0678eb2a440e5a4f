import type { StuckReport } from "@/lib/api/contract/stuck";
import { Panel } from "../ui/panel";
import styles from "./finding.module.css";

/** Where nothing is said of single cases, and why: a source lags, so many stop that the place is the trouble, or history is thin. */
export function UnjudgedPlaces({ report: { paused, places } }: { report: StuckReport }) {
  if (paused.length + places.length === 0) return null;
  return (
    <Panel title="Not judged case by case">
      <ul className={styles["places"]}>
        {paused.map(({ process, detail }) => (
          <li key={process}>
            <strong>{process}</strong>: {detail}
          </li>
        ))}
        {places.map(({ process, activity, producer, text, standing }) => (
          <li key={`${process} ${producer} ${activity}`}>
            {standing === "silent" ? <strong>Alarm: </strong> : null}
            <strong>{process}</strong>: {text}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
