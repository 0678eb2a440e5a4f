"use client";

import { IconAlertOctagon, IconAlertTriangle, IconPlayerPlay } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { JobWorkerList } from "@/lib/api/contract/topics";
import { jobWorkersQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { formatCount, plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { StatusBadge } from "../ui/status-badge";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./stream.module.css";

type JobWorker = JobWorkerList["items"][number];

const COLUMNS: readonly TableColumn<JobWorker>[] = [
  {
    id: "type",
    header: "Type of job",
    width: "minmax(130px, 1.4fr)",
    cell: ({ jobType }) => (
      <span className={styles["cut"]} title={jobType}>
        {jobType}
      </span>
    ),
  },
  { id: "engine", header: "Engine", width: "minmax(80px, 0.7fr)", fromWidth: 640, cell: ({ source }) => source },
  {
    id: "elements",
    header: "Asked by",
    width: "minmax(130px, 1.6fr)",
    fromWidth: 860,
    cell: ({ elements }) => elements.map(({ process, name }) => `${name} (${process})`).join(", "),
  },
  { id: "waiting", header: "Waiting", width: "80px", align: "end", cell: ({ waiting }) => formatCount(waiting) },
  {
    id: "oldest",
    header: "Oldest since",
    width: "112px",
    align: "end",
    cell: ({ oldestAt }) => <RelativeTime at={oldestAt} />,
  },
  {
    id: "stopped",
    header: "Incidents",
    width: "84px",
    align: "end",
    fromWidth: 700,
    cell: ({ stopped }) => formatCount(stopped),
  },
  {
    id: "standing",
    header: "Standing",
    width: "124px",
    cell: ({ isSilent, waiting }) =>
      isSilent ? (
        <StatusBadge
          tone="incident"
          icon={<IconAlertTriangle size={13} />}
          title="None was done since the oldest waits"
        >
          silent
        </StatusBadge>
      ) : (
        <StatusBadge
          tone={waiting > 0 ? "active" : "ended"}
          icon={waiting > 0 ? <IconPlayerPlay size={13} /> : <IconAlertOctagon size={13} />}
          title={waiting > 0 ? undefined : "Nothing waits; incidents hold the jobs back"}
        >
          {waiting > 0 ? "at work" : "stopped"}
        </StatusBadge>
      ),
  },
];

interface JobWorkersTabProps {
  onOpen: (of: { source: string; jobType: string }) => void;
}

/** Workers are not told by engines; what waits for them is. */
export function JobWorkersTab({ onOpen }: JobWorkersTabProps) {
  const query = useQuery(jobWorkersQuery());
  return (
    <Panel title="Job workers" hasHead={false} flush grow>
      <Loaded query={query} what="The job workers">
        {({ items, isCut }) =>
          items.length === 0 ? (
            <EmptyState title="Nothing waits for a worker">
              No token of an engine stands at a task that a worker does. As soon as one does, its type of job is here.
            </EmptyState>
          ) : (
            <VirtualTable
              label="Job workers"
              columns={COLUMNS}
              items={items}
              idOf={({ source, jobType }) => `${source} ${jobType}`}
              nameOf={({ jobType }) => jobType}
              onOpen={onOpen}
              footer={`${plural(items.length, "type of job", "types of job")}${isCut ? ", of the first 200 definitions" : ""}`}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
