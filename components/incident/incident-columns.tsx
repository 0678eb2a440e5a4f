import type { Incident } from "@/lib/api/contract/cases";
import { CaseLink } from "../case-list/case-link";
import { formatCount } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import styles from "./incident.module.css";
import { IncidentMessage } from "./incident-message";
import { letterHref, placeHref, processOf } from "./incident-place";
import { IncidentStateBadge } from "./incident-state-badge";
import { RetryIncidents } from "./retry-incidents";

export const INCIDENT_COLUMNS: readonly TableColumn<Incident>[] = [
  {
    id: "what",
    header: "What",
    width: "minmax(150px, 2.4fr)",
    cell: (incident) => <IncidentMessage {...incident} />,
  },
  {
    id: "where",
    header: "Where",
    width: "minmax(110px, 1fr)",
    fromWidth: 560,
    cell: (incident) => (
      <AppLink
        href={placeHref(incident)}
        className={styles["cut"]}
        title={`${processOf(incident)} ${incident.elementName || incident.elementId}`.trim()}
      >
        {incident.elementName || incident.elementId}
      </AppLink>
    ),
  },
  {
    id: "process",
    header: "Process",
    width: "minmax(70px, 0.7fr)",
    fromWidth: 1040,
    cell: ({ processName, version }) => (
      <span className={styles["cut"]}>
        {processName} {version > 0 ? version : ""}
      </span>
    ),
  },
  {
    id: "case",
    header: "Case",
    width: "minmax(110px, 1fr)",
    fromWidth: 640,
    cell: ({ caseId, caseLabel }) =>
      caseId === "" ? <span className="muted">–</span> : <CaseLink caseId={caseId} label={caseLabel} />,
  },
  {
    id: "alike",
    header: "Alike",
    width: "60px",
    align: "end",
    fromWidth: 840,
    cell: ({ alike }) => formatCount(alike),
  },
  {
    id: "since",
    header: "Since",
    width: "92px",
    align: "end",
    fromWidth: 720,
    cell: ({ openedAt }) => <RelativeTime at={openedAt} />,
  },
  {
    id: "state",
    header: "State",
    width: "116px",
    fromWidth: 560,
    cell: (incident) => <IncidentStateBadge incident={incident} />,
  },
  {
    id: "retry",
    header: "Action",
    width: "96px",
    cell: (incident) =>
      incident.type === "dead-letter" ? (
        <AppLink href={letterHref(incident.id)}>Open</AppLink>
      ) : incident.type !== "engine" ? (
        <span className="muted">–</span>
      ) : incident.state === "resolved" ? (
        <RelativeTime at={incident.resolvedAt} none="" />
      ) : (
        <RetryIncidents incidents={[incident]} isInRow />
      ),
  },
];
