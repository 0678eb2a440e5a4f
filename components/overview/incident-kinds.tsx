import type { IncidentGroup } from "@/lib/api/contract/incident-groups";
import { firstLine } from "../incident/first-line";
import { plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import styles from "./overview.module.css";

const SHOWN = 4;

export function IncidentKinds({ kinds }: { kinds: readonly IncidentGroup[] }) {
  if (kinds.length === 0) return null;
  return (
    <ul className={styles["kinds"]} aria-label="Open incidents by kind">
      {kinds.slice(0, SHOWN).map(({ fingerprint, message, kind, where, incidents, lastSeen }) => (
        <li key={fingerprint} className={styles["kind"]}>
          <AppLink
            href={`/incidents?fingerprint=${encodeURIComponent(fingerprint)}`}
            className={styles["message"]}
            title={message}
          >
            {message === "" ? kind : firstLine(message)}
          </AppLink>
          <span className="muted">{where}</span>
          <span className="number">{plural(incidents, "incident")}</span>
          <span className="muted">
            last <RelativeTime at={lastSeen} />
          </span>
        </li>
      ))}
    </ul>
  );
}
