import { IconAlertTriangle, IconCircleCheck, IconClockExclamation, IconPlayerPause } from "@tabler/icons-react";
import type { z } from "zod";
import type { Stream as StreamSchema } from "@/lib/api/contract/streams";
import { formatDuration } from "../ui/format-duration";
import { formatCount, plural } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { StatusBadge } from "../ui/status-badge";
import type { TableColumn } from "../ui/table/table-column";
import { ResumeStream } from "./resume-stream";
import styles from "./stream.module.css";

export type Stream = z.infer<typeof StreamSchema>;

/** Behind by more than this is worth a colour. */
const LATE_MS = 10_000;

export const STREAM_COLUMNS: readonly TableColumn<Stream>[] = [
  {
    id: "stream",
    header: "Stream",
    width: "minmax(140px, 2fr)",
    sortBy: ({ name }) => name,
    cell: ({ name, topic }) => (
      <span className={styles["cut"]} title={topic}>
        {name}
      </span>
    ),
  },
  {
    id: "source",
    header: "Source",
    width: "minmax(80px, 0.8fr)",
    fromWidth: 640,
    sortBy: ({ source }) => source,
    cell: ({ source }) => source,
  },
  {
    id: "state",
    header: "State",
    width: "120px",
    sortBy: (stream) => stateOf(stream),
    cell: (stream) => <StreamState stream={stream} />,
  },
  {
    id: "resume",
    header: "Action",
    width: "108px",
    fromWidth: 480,
    cell: (stream) => (stream.paused ? <ResumeStream stream={stream} /> : null),
  },
  {
    id: "lag",
    header: "Behind",
    width: "96px",
    align: "end",
    sortBy: ({ lagMs }) => lagMs ?? -1,
    cell: ({ lagMs }) => (lagMs === null ? <span className="muted">–</span> : formatDuration(lagMs)),
  },
  {
    id: "lagEvents",
    header: "To read",
    width: "88px",
    align: "end",
    fromWidth: 560,
    sortBy: ({ lagEvents }) => lagEvents ?? -1,
    cell: ({ lagEvents }) => (lagEvents === null ? <span className="muted">–</span> : formatCount(lagEvents)),
  },
  {
    id: "position",
    header: "Next position",
    width: "126px",
    align: "end",
    fromWidth: 860,
    sortBy: ({ nextPosition }) => nextPosition,
    cell: ({ nextPosition }) => formatCount(nextPosition),
  },
  {
    id: "records",
    header: "Records read",
    width: "126px",
    align: "end",
    fromWidth: 960,
    sortBy: ({ records }) => records,
    cell: ({ records }) => formatCount(records),
  },
  {
    id: "gaps",
    header: "Gaps",
    width: "minmax(128px, 0.7fr)",
    fromWidth: 740,
    sortBy: ({ gaps }) => gaps.length,
    cell: ({ gaps }) => <Gaps gaps={gaps} />,
  },
  {
    id: "last",
    header: "Last event",
    width: "104px",
    align: "end",
    fromWidth: 700,
    sortBy: ({ lastEventAt }) => lastEventAt ?? "",
    cell: ({ lastEventAt }) => <RelativeTime at={lastEventAt} none="none yet" />,
  },
];

function stateOf({ paused, lagMs }: Stream): "paused" | "late" | "current" {
  if (paused) return "paused";
  return lagMs !== null && lagMs > LATE_MS ? "late" : "current";
}

function StreamState({ stream }: { stream: Stream }) {
  const state = stateOf(stream);
  if (state === "paused") {
    return (
      <StatusBadge tone="warning" icon={<IconPlayerPause size={13} />} title={stream.detail}>
        Paused
      </StatusBadge>
    );
  }
  return state === "late" ? (
    <StatusBadge tone="warning" icon={<IconClockExclamation size={13} />}>
      Behind
    </StatusBadge>
  ) : (
    <StatusBadge tone="active" icon={<IconCircleCheck size={13} />}>
      Up to date
    </StatusBadge>
  );
}

function Gaps({ gaps }: Pick<Stream, "gaps">) {
  if (gaps.length === 0) return <span className="muted">none</span>;
  const lost = gaps.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0);
  const words = gaps.map(({ from, to, reason }) => `${from} to ${to}: ${reason}`).join("; ");
  return (
    <StatusBadge tone="incident" icon={<IconAlertTriangle size={13} />} title={words}>
      {plural(lost, "record")} lost
    </StatusBadge>
  );
}
