import { IconAlertTriangle, IconHourglassEmpty } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { z } from "zod";
import type { ProcessListItem, ProcessSummary as ProcessSummarySchema } from "@/lib/api/contract/processes";
import { formatDuration } from "../ui/format-duration";
import { formatCount } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { OriginBadge } from "./origin-badge";
import styles from "./process-columns.module.css";
import { processHref } from "./process-href";
import { Trend } from "./trend";

export type ProcessSummary = z.infer<typeof ProcessSummarySchema>;

export const PROCESS_COLUMNS: readonly TableColumn<ProcessListItem>[] = [
  {
    id: "process",
    header: "Process",
    width: "minmax(140px, 2fr)",
    sortBy: ({ name }) => name.toLowerCase(),
    cell: ({ id, name }) => (
      <AppLink href={processHref(id)} className={styles["name"]} title={id}>
        {name || id}
      </AppLink>
    ),
  },
  {
    id: "version",
    header: "Version",
    width: "72px",
    align: "end",
    fromWidth: 640,
    sortBy: ({ version }) => version ?? 0,
    cell: ({ version }) => version ?? <span className="muted">–</span>,
  },
  {
    id: "active",
    header: "Active",
    width: "84px",
    align: "end",
    sortBy: ({ active }) => active,
    cell: ({ active }) => <Figure count={active} tone="active" />,
  },
  {
    id: "incidents",
    header: "Incidents",
    width: "92px",
    align: "end",
    sortBy: ({ incidents }) => incidents,
    cell: ({ id, incidents }) => (
      <Figure count={incidents} tone="incident">
        <AppLink href={`/incidents?process=${encodeURIComponent(id)}`} className={styles["incidents"]}>
          <IconAlertTriangle size={13} aria-hidden />
          {formatCount(incidents)}
        </AppLink>
      </Figure>
    ),
  },
  {
    id: "stuck",
    header: "Stuck",
    width: "76px",
    align: "end",
    fromWidth: 640,
    sortBy: ({ stuck }) => stuck,
    cell: ({ id, stuck }) => (
      <Figure count={stuck} tone="incident">
        <AppLink href={`/cases?stuck=true&process=${encodeURIComponent(id)}`} className={styles["incidents"]}>
          <IconHourglassEmpty size={13} aria-hidden />
          {formatCount(stuck)}
        </AppLink>
      </Figure>
    ),
  },
  {
    id: "ended",
    header: "Ended",
    width: "84px",
    align: "end",
    fromWidth: 560,
    sortBy: ({ ended }) => ended,
    cell: ({ ended }) => <Figure count={ended} tone="ended" />,
  },
  {
    id: "median",
    header: "Half take",
    width: "100px",
    align: "end",
    fromWidth: 760,
    sortBy: ({ medianMs }) => medianMs ?? -1,
    cell: ({ medianMs }) => (medianMs === null ? <span className="muted">–</span> : formatDuration(medianMs)),
  },
  {
    id: "trend",
    header: "Started, last 24 h",
    width: "132px",
    fromWidth: 700,
    cell: ({ trend }) => <Trend trend={trend} />,
  },
  {
    id: "last",
    header: "Last start",
    width: "108px",
    align: "end",
    fromWidth: 840,
    sortBy: ({ lastStartedAt }) => lastStartedAt ?? "",
    cell: ({ lastStartedAt }) => <RelativeTime at={lastStartedAt} />,
  },
  {
    id: "origin",
    header: "Origin",
    width: "112px",
    fromWidth: 920,
    sortBy: ({ origin }) => origin,
    cell: ({ origin }) => <OriginBadge origin={origin} />,
  },
  {
    id: "source",
    header: "Source",
    width: "minmax(80px, 0.6fr)",
    fromWidth: 1040,
    sortBy: ({ source }) => source,
    cell: ({ source }) => source,
  },
];

interface FigureProps {
  count: number;
  tone: "active" | "incident" | "ended";
  children?: ReactNode;
}

/** Zero is quiet, so that what is not zero is seen. */
function Figure({ count, tone, children }: FigureProps) {
  if (count === 0) return <span className="muted">0</span>;
  return (
    <span className={styles["figure"]} data-tone={tone}>
      {children ?? formatCount(count)}
    </span>
  );
}
