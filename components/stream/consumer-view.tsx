"use client";

import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { GroupDetail } from "@/lib/api/contract/topics";
import { consumerGroupQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { Fact, Facts } from "../ui/details";
import { formatCount, plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import { BlastRadiusPanel } from "./blast-radius-panel";
import { GroupStateBadge } from "./consumer-columns";
import { lagWords, WaitingTime } from "./lag";
import styles from "./stream.module.css";

type Part = GroupDetail["parts"][number];

const COLUMNS: readonly TableColumn<Part>[] = [
  {
    id: "stream",
    header: "Partition",
    width: "minmax(120px, 1.6fr)",
    cell: ({ topic, partition }) => (
      <span className={styles["cut"]} title={topic}>
        {topic}/{partition}
      </span>
    ),
  },
  {
    id: "committed",
    header: "Committed",
    width: "104px",
    align: "end",
    fromWidth: 560,
    cell: ({ committed }) => formatCount(committed),
  },
  { id: "end", header: "End", width: "96px", align: "end", fromWidth: 640, cell: ({ end }) => formatCount(end) },
  { id: "lag", header: "Behind", width: "88px", align: "end", cell: ({ lagRecords }) => formatCount(lagRecords) },
  {
    id: "time",
    header: "Oldest waits",
    width: "112px",
    align: "end",
    cell: ({ lagRecords, lagMs }) => <WaitingTime lagRecords={lagRecords} lagMs={lagMs} />,
  },
  {
    id: "member",
    header: "Read by",
    width: "minmax(90px, 1fr)",
    fromWidth: 700,
    cell: ({ member }) => member ?? <span className="muted">nobody that is told</span>,
  },
];

interface ConsumerViewProps {
  source: string;
  group: string;
  onBack: () => void;
}

/** One consumer group: who is in it, where it stands, and whom it hits when it does not come on. */
export function ConsumerView({ source, group, onBack }: ConsumerViewProps) {
  const query = useQuery(consumerGroupQuery({ source, group }));
  const back = (
    <Button variant="subtle" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={onBack}>
      All groups
    </Button>
  );
  return (
    <Loaded query={query} what="The consumer group" head={back}>
      {(detail) => (
        <>
          <Panel title={`Consumer group ${group}`} aside={back}>
            <GroupFacts detail={detail} />
          </Panel>
          <BlastRadiusPanel source={source} group={group} />
          <Panel title="Where it stands" flush>
            <VirtualTable
              label="Partitions of the group"
              columns={COLUMNS}
              items={detail.parts}
              idOf={({ topic, partition }) => `${topic}/${partition}`}
              nameOf={({ topic, partition }) => `${topic}/${partition}`}
              footer={plural(detail.parts.length, "partition")}
            />
          </Panel>
        </>
      )}
    </Loaded>
  );
}

function GroupFacts({ detail }: { detail: GroupDetail }) {
  const { source, state, lagRecords, members, memberList, observedAt } = detail;
  return (
    <Facts>
      <Fact name="Source">{source}</Fact>
      <Fact name="State">
        <GroupStateBadge state={state} lagRecords={lagRecords} />
      </Fact>
      <Fact name="Behind">{lagWords(detail)}</Fact>
      <Fact name="Members">
        {members === null
          ? "not told: a group of Kafka's newer protocol (KIP-848)"
          : memberList.length === 0
            ? "nobody"
            : memberList
                .map(({ clientId, host, streams }) => `${clientId} at ${host}, ${plural(streams.length, "partition")}`)
                .join("; ")}
      </Fact>
      <Fact name="Observed">
        <RelativeTime at={observedAt} />
      </Fact>
    </Facts>
  );
}
