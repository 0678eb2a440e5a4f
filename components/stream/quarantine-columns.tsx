import { formatBytes, formatCount } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import type { QuarantinedRecord } from "./quarantined-record";
import { RetryRecord } from "./retry-record";
import styles from "./stream.module.css";

export const QUARANTINE_COLUMNS: readonly TableColumn<QuarantinedRecord>[] = [
  {
    id: "reason",
    header: "Why",
    width: "minmax(160px, 2.4fr)",
    cell: ({ reason }) => (
      <span className={styles["cut"]} title={reason}>
        {reason}
      </span>
    ),
  },
  {
    id: "stream",
    header: "Stream",
    width: "minmax(110px, 1fr)",
    fromWidth: 560,
    cell: ({ stream, source }) => (
      <span className={styles["cut"]} title={source}>
        {stream}
      </span>
    ),
  },
  {
    id: "position",
    header: "Position",
    width: "92px",
    align: "end",
    fromWidth: 640,
    cell: ({ position }) => formatCount(position),
  },
  { id: "bytes", header: "Size", width: "84px", align: "end", fromWidth: 760, cell: ({ bytes }) => formatBytes(bytes) },
  {
    id: "preview",
    header: "Begins with",
    width: "minmax(100px, 1.2fr)",
    fromWidth: 900,
    cell: ({ preview }) => <code className={styles["cut"]}>{preview}</code>,
  },
  {
    id: "since",
    header: "Since",
    width: "92px",
    align: "end",
    fromWidth: 700,
    cell: ({ quarantinedAt }) => <RelativeTime at={quarantinedAt} />,
  },
  {
    id: "retry",
    header: "Action",
    width: "150px",
    cell: (record) => (record.state === "open" ? <RetryRecord record={record} isInRow /> : record.state),
  },
];
