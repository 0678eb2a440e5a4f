import type { Incident } from "@/lib/api/contract/cases";
import { firstLine } from "./first-line";
import styles from "./incident.module.css";

/** The beginning of the engine's message, or what kind it is when there is none. */
export function IncidentMessage({ message, kind }: Pick<Incident, "message" | "kind">) {
  return (
    <span className={styles["cut"]} title={message}>
      {message === "" ? kind : firstLine(message)}
    </span>
  );
}
