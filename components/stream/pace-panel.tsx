"use client";

import { useQuery } from "@tanstack/react-query";
import type { Pace } from "@/lib/api/contract/streams";
import { paceQuery } from "@/lib/client/queries";
import { formatDuration } from "../ui/format-duration";
import { formatCount } from "../ui/format-number";
import { Panel } from "../ui/panel";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";

const rate = (perSecond: number) =>
  formatCount(perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond));

const COLUMNS: readonly TableColumn<Pace>[] = [
  { id: "source", header: "Source", width: "minmax(110px, 1fr)", cell: ({ source }) => source },
  {
    id: "workers",
    header: "Workers",
    width: "84px",
    align: "end",
    fromWidth: 640,
    cell: ({ workers }) => formatCount(workers),
  },
  {
    id: "records",
    header: "Records/s",
    width: "96px",
    align: "end",
    cell: ({ recordsPerSecond }) => rate(recordsPerSecond),
  },
  {
    id: "events",
    header: "Events/s",
    width: "92px",
    align: "end",
    fromWidth: 560,
    cell: ({ eventsPerSecond }) => rate(eventsPerSecond),
  },
  {
    id: "quarantined",
    header: "Unreadable/s",
    width: "112px",
    align: "end",
    fromWidth: 760,
    cell: ({ quarantinedPerSecond }) => rate(quarantinedPerSecond),
  },
  {
    id: "batch",
    header: "Records a batch",
    width: "132px",
    align: "end",
    fromWidth: 860,
    cell: ({ recordsPerBatch }) => rate(recordsPerBatch),
  },
  {
    id: "commit",
    header: "Commit, median",
    width: "132px",
    align: "end",
    fromWidth: 960,
    cell: ({ commitMsP50 }) => formatDuration(commitMsP50),
  },
  {
    id: "slowest",
    header: "Commit, 95%",
    width: "112px",
    align: "end",
    fromWidth: 640,
    cell: ({ commitMsP95 }) => formatDuration(commitMsP95),
  },
];

/** How fast each source is read, and what a batch takes from its arrival to its commit. Nothing where no worker reads. */
export function PacePanel() {
  const { data } = useQuery({ ...paceQuery(), refetchInterval: REFRESH_MS });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Panel title="Pace of the last ten seconds" flush>
      <VirtualTable
        label="Pace of sources"
        columns={COLUMNS}
        items={data.items}
        idOf={({ source }) => source}
        nameOf={({ source }) => source}
        narrowLine={({ eventsPerSecond, commitMsP50 }) =>
          `${rate(eventsPerSecond)} events/s, committed in ${formatDuration(commitMsP50)}`
        }
      />
    </Panel>
  );
}

/** Rates fall to nothing without news. */
const REFRESH_MS = 5_000;
