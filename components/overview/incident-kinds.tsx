"use client";

import type { IncidentGroup } from "@/lib/api/contract/incident-groups";
import { firstLine } from "../incident/first-line";
import { plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import { useNow } from "../ui/use-now";
import styles from "./overview.module.css";

const SHOWN = 4;
const NEW_FOR_MS = 86_400_000;

export function IncidentKinds({ kinds }: { kinds: readonly IncidentGroup[] }) {
  const now = useNow();
  if (kinds.length === 0) return null;
  const told = kinds.map((kind) => ({ ...kind, news: newsOf(kind, now) }));
  // What is new comes first; otherwise as they came, the most first.
  const shown = told.sort((one, other) => Number(other.news !== null) - Number(one.news !== null)).slice(0, SHOWN);
  return (
    <ul className={styles["kinds"]} aria-label="Open incidents by kind">
      {shown.map(({ fingerprint, message, kind, where, incidents, lastSeen, news, type }) => (
        <li key={fingerprint} className={styles["kind"]}>
          <AppLink
            href={`/incidents?${type === "undecodable" ? "group" : "fingerprint"}=${encodeURIComponent(fingerprint)}`}
            className={styles["message"]}
            title={message}
          >
            {message === "" ? kind : firstLine(message)}
          </AppLink>
          <span className="muted">
            {news === null ? null : <strong>{news} </strong>}
            {where}
          </span>
          <span className="number">{plural(incidents, "incident")}</span>
          <span className="muted">
            last <RelativeTime at={lastSeen} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One word for a group that nobody may have looked at yet; null when it is known for long. */
function newsOf({ firstSeen, reopened }: IncidentGroup, now: number | null): string | null {
  if (reopened !== null) return "Reopened";
  return now !== null && now - Date.parse(firstSeen) < NEW_FOR_MS ? "New" : null;
}
