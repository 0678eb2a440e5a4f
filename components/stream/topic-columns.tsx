import type { TopicSummary } from "@/lib/api/contract/topics";
import { formatCount, plural } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { Sparkline } from "../ui/sparkline";
import type { TableColumn } from "../ui/table/table-column";
import { Lag } from "./lag";
import styles from "./stream.module.css";

export const TOPIC_COLUMNS: readonly TableColumn<TopicSummary>[] = [
  {
    id: "topic",
    header: "Topic",
    width: "minmax(140px, 2fr)",
    sortBy: ({ topic }) => topic,
    cell: ({ topic }) => (
      <span className={styles["cut"]} title={topic}>
        {topic}
      </span>
    ),
  },
  {
    id: "source",
    header: "Source",
    width: "minmax(80px, 1.4fr)",
    fromWidth: 640,
    sortBy: ({ source }) => source,
    cell: ({ source }) => source,
  },
  {
    id: "partitions",
    header: "Partitions",
    width: "100px",
    align: "end",
    fromWidth: 860,
    sortBy: ({ partitions }) => partitions,
    cell: ({ partitions }) => formatCount(partitions),
  },
  {
    id: "records",
    header: "Records",
    width: "104px",
    align: "end",
    fromWidth: 760,
    sortBy: ({ records }) => records ?? -1,
    cell: ({ records }) => (records === null ? <span className="muted">–</span> : formatCount(records)),
  },
  {
    id: "rate",
    header: "Per second",
    width: "104px",
    align: "end",
    fromWidth: 480,
    sortBy: ({ recordsPerSecond }) => recordsPerSecond ?? -1,
    cell: ({ recordsPerSecond }) =>
      recordsPerSecond === null ? <span className="muted">–</span> : formatCount(Math.round(recordsPerSecond)),
  },
  {
    id: "trend",
    header: "Last hour",
    width: "112px",
    fromWidth: 960,
    cell: ({ topic, trend }) => <Sparkline values={trend} label={`Records a minute on ${topic}, last hour`} />,
  },
  {
    id: "ours",
    header: "We are behind",
    width: "minmax(132px, 0.8fr)",
    align: "end",
    sortBy: ({ ours }) => ours?.lagRecords ?? -1,
    cell: ({ ours }) =>
      ours === null ? <span className="muted">not read</span> : <Lag lagRecords={ours.lagRecords} lagMs={ours.lagMs} />,
  },
  {
    id: "slowest",
    header: "Slowest consumer",
    width: "minmax(150px, 1.8fr)",
    fromWidth: 700,
    sortBy: ({ slowest }) => slowest?.lagRecords ?? -1,
    cell: ({ slowest, groups }) =>
      slowest === null ? (
        <span className="muted">no group seen</span>
      ) : (
        <span className={styles["cut"]} title={`${slowest.group}, of ${plural(groups, "group")}`}>
          {slowest.group}: <Lag {...slowest} />
        </span>
      ),
  },
  {
    id: "last",
    header: "Last event",
    width: "104px",
    align: "end",
    fromWidth: 860,
    sortBy: ({ lastEventAt }) => lastEventAt ?? "",
    cell: ({ lastEventAt }) => <RelativeTime at={lastEventAt} none="none yet" />,
  },
];
