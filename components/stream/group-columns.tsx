import type { QuarantineGroup } from "@/lib/api/contract/streams";
import { formatBytes, formatCount } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { RetryGroup } from "./retry-group";
import styles from "./stream.module.css";

export const GROUP_COLUMNS: readonly TableColumn<QuarantineGroup>[] = [
  {
    id: "reason",
    header: "Why",
    width: "minmax(160px, 2.4fr)",
    cell: ({ reason, sample }) => (
      <span className={styles["cut"]} title={sample?.reason ?? reason}>
        {reason}
      </span>
    ),
  },
  {
    id: "topic",
    header: "Topic",
    width: "minmax(110px, 1fr)",
    fromWidth: 560,
    cell: ({ topic, source }) => (
      <span className={styles["cut"]} title={source}>
        {topic}
      </span>
    ),
  },
  { id: "open", header: "Open", width: "84px", align: "end", cell: ({ open }) => formatCount(open) },
  {
    id: "records",
    header: "In all",
    width: "84px",
    align: "end",
    fromWidth: 760,
    cell: ({ records }) => formatCount(records),
  },
  {
    id: "bytes",
    header: "Kept",
    width: "84px",
    align: "end",
    fromWidth: 980,
    cell: ({ keptBytes }) => formatBytes(keptBytes),
  },
  {
    id: "sample",
    header: "One begins with",
    width: "minmax(100px, 1.2fr)",
    fromWidth: 900,
    cell: ({ sample }) => <code className={styles["cut"]}>{sample?.preview ?? ""}</code>,
  },
  {
    id: "first",
    header: "First",
    width: "92px",
    align: "end",
    fromWidth: 860,
    cell: ({ firstSeen }) => <RelativeTime at={firstSeen} />,
  },
  {
    id: "last",
    header: "Last",
    width: "92px",
    align: "end",
    fromWidth: 640,
    cell: ({ lastSeen }) => <RelativeTime at={lastSeen} />,
  },
  { id: "retry", header: "Action", width: "150px", cell: (group) => <RetryGroup group={group} isInRow /> },
];
