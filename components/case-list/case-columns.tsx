import type { CaseSummary } from "@/lib/api/contract/cases";
import { formatDuration } from "../ui/format-duration";
import { formatCount } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import styles from "./case-columns.module.css";
import { CaseLink } from "./case-link";
import { CaseMarks } from "./case-marks";
import { CaseStateBadge } from "./case-state-badge";

export const CASE_COLUMNS: readonly TableColumn<CaseSummary>[] = [
  {
    id: "case",
    header: "Case",
    width: "minmax(140px, 1.6fr)",
    cell: ({ id, label }) => <CaseLink caseId={id} label={label} />,
  },
  {
    id: "state",
    header: "State",
    width: "96px",
    cell: ({ state }) => <CaseStateBadge state={state} />,
  },
  {
    id: "marks",
    header: "Needs you",
    width: "128px",
    fromWidth: 560,
    cell: (item) => (item.incidents > 0 || item.stuck ? <CaseMarks {...item} /> : <span className="muted">–</span>),
  },
  {
    id: "process",
    header: "Process",
    width: "minmax(90px, 0.8fr)",
    fromWidth: 780,
    cell: ({ process }) => <span className={styles["cut"]}>{process ?? "not known"}</span>,
  },
  {
    id: "last",
    header: "Last activity",
    width: "minmax(140px, 1.2fr)",
    fromWidth: 700,
    cell: ({ lastActivity }) => (
      <span className={styles["cut"]} title={lastActivity ?? undefined}>
        {lastActivity ?? "none"}
      </span>
    ),
  },
  {
    id: "events",
    header: "Events",
    width: "64px",
    align: "end",
    fromWidth: 900,
    cell: ({ events }) => formatCount(events),
  },
  {
    id: "duration",
    header: "Throughput",
    width: "96px",
    align: "end",
    fromWidth: 620,
    cell: ({ durationMs }) => formatDuration(durationMs),
  },
  {
    id: "started",
    header: "Started",
    width: "minmax(104px, auto)",
    align: "end",
    fromWidth: 560,
    cell: ({ startedAt }) => <RelativeTime at={startedAt} />,
  },
];
