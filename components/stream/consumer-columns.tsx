import { IconCircleCheck, IconHelpCircle, IconPlugConnectedX, IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { GroupSummary } from "@/lib/api/contract/topics";
import { formatCount } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { Sparkline } from "../ui/sparkline";
import { StatusBadge, type Tone } from "../ui/status-badge";
import type { TableColumn } from "../ui/table/table-column";
import { WaitingTime } from "./lag";
import styles from "./stream.module.css";

export const CONSUMER_COLUMNS: readonly TableColumn<GroupSummary>[] = [
  {
    id: "group",
    header: "Consumer group",
    width: "minmax(140px, 2fr)",
    sortBy: ({ group }) => group,
    cell: ({ group }) => (
      <span className={styles["cut"]} title={group}>
        {group}
      </span>
    ),
  },
  {
    id: "state",
    header: "State",
    width: "138px",
    sortBy: ({ state }) => state,
    cell: ({ state, lagRecords }) => <GroupStateBadge state={state} lagRecords={lagRecords} />,
  },
  {
    id: "members",
    header: "Members",
    width: "92px",
    align: "end",
    fromWidth: 640,
    sortBy: ({ members }) => members ?? -1,
    cell: ({ members }) => (members === null ? <span className="muted">not told</span> : formatCount(members)),
  },
  {
    id: "topics",
    header: "Topics",
    width: "minmax(110px, 1.4fr)",
    fromWidth: 860,
    cell: ({ topics }) => (
      <span className={styles["cut"]} title={topics.join(", ")}>
        {topics.join(", ")}
      </span>
    ),
  },
  {
    id: "lag",
    header: "Records behind",
    width: "132px",
    align: "end",
    fromWidth: 480,
    sortBy: ({ lagRecords }) => lagRecords,
    cell: ({ lagRecords }) => formatCount(lagRecords),
  },
  {
    id: "time",
    header: "Time behind",
    width: "112px",
    align: "end",
    fromWidth: 480,
    sortBy: ({ lagMs }) => lagMs ?? -1,
    cell: ({ lagRecords, lagMs }) => <WaitingTime lagRecords={lagRecords} lagMs={lagMs} />,
  },
  {
    id: "trend",
    header: "Last hour",
    width: "112px",
    fromWidth: 760,
    cell: ({ group, trend }) => <Sparkline values={trend} label={`Records that ${group} was behind, last hour`} />,
  },
  {
    id: "seen",
    header: "As of",
    width: "96px",
    align: "end",
    fromWidth: 700,
    sortBy: ({ observedAt }) => observedAt,
    cell: ({ observedAt }) => <RelativeTime at={observedAt} />,
  },
];

const STATES: Readonly<Record<GroupSummary["state"], readonly [Tone, string, ReactNode, string]>> = {
  stable: ["active", "Stable", <IconCircleCheck key="icon" size={13} />, "Its members read"],
  rebalancing: [
    "warning",
    "Rebalancing",
    <IconRefresh key="icon" size={13} />,
    "Its members share partitions out anew",
  ],
  empty: ["ended", "Nobody in it", <IconPlugConnectedX key="icon" size={13} />, "No member is in it: nothing is read"],
  untold: [
    "accent",
    "Not told",
    <IconHelpCircle key="icon" size={13} />,
    "A group of Kafka's newer protocol (KIP-848): its state and members are not told this way; its lag is right",
  ],
};

/** A group that nobody is in while records wait is what an operator looks for. */
export function GroupStateBadge({ state, lagRecords }: Pick<GroupSummary, "state" | "lagRecords">) {
  const [tone, word, icon, title] = STATES[state];
  return (
    <StatusBadge tone={state === "empty" && lagRecords > 0 ? "incident" : tone} icon={icon} title={title}>
      {word}
    </StatusBadge>
  );
}
