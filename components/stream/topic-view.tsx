"use client";

import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { TopicDetail } from "@/lib/api/contract/topics";
import { topicQuery } from "@/lib/client/queries";
import { PublishRecord } from "../dead-letter/publish-record";
import { Loaded } from "../shell/loaded";
import { Fact, Facts } from "../ui/details";
import { formatCount } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { ConsumersTable } from "./consumers-table";
import { lagWords } from "./lag";
import styles from "./stream.module.css";
import { TailPanel } from "./tail-panel";
import { ActivitiesTable, PartitionsTable } from "./topic-tables";

interface TopicViewProps {
  source: string;
  topic: string;
  onBack: () => void;
  onOpenGroup: (of: { source: string; group: string }) => void;
}

/** One topic: what it holds, what happens on it, who consumes it, and what comes just now. */
export function TopicView({ source, topic, onBack, onOpenGroup }: TopicViewProps) {
  const query = useQuery(topicQuery({ source, topic }));
  const back = (
    <Button variant="subtle" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={onBack}>
      All topics
    </Button>
  );
  return (
    <Loaded query={query} what="The topic" head={back}>
      {(detail) => (
        <>
          <Panel
            title={`Topic ${topic}`}
            aside={
              <div className={styles["actions"]}>
                <PublishRecord source={source} topic={topic} isRead={detail.ours !== null} />
                {back}
              </div>
            }
          >
            <TopicFacts detail={detail} />
          </Panel>
          {detail.isLive ? <TailPanel source={source} topic={topic} /> : null}
          <Panel title="Consumer groups" flush>
            <ConsumersTable groups={detail.consumers} isCut={false} onOpen={onOpenGroup} />
          </Panel>
          <div className={styles["parts"]}>
            <Panel title="What happens on it" flush>
              <ActivitiesTable activities={detail.activities} />
            </Panel>
            <Panel title="Partitions" flush>
              <PartitionsTable parts={detail.parts} />
            </Panel>
          </div>
        </>
      )}
    </Loaded>
  );
}

function TopicFacts({ detail }: { detail: TopicDetail }) {
  const { source, records, recordsPerSecond, ours, processes, observedAt, isLive } = detail;
  return (
    <Facts>
      <Fact name="Source">{source}</Fact>
      <Fact name="Records in it">
        {records === null ? "not known: its cluster was not observed" : formatCount(records)}
      </Fact>
      <Fact name="Per second">{recordsPerSecond === null ? "–" : formatCount(Math.round(recordsPerSecond))}</Fact>
      <Fact name="We are behind">{ours === null ? "not read by us" : lagWords(ours)}</Fact>
      <Fact name="Takes part in">
        {processes.length === 0
          ? "no process yet"
          : processes.map(({ process }, index) => (
              <span key={process}>
                {index === 0 ? "" : ", "}
                {process === "" ? "cases without a process" : <ProcessLink process={process} />}
              </span>
            ))}
      </Fact>
      <Fact name="Records where they lie">
        {isLive ? "can be looked at below" : "cannot be read from here: what is projected is found by the search"}
      </Fact>
      <Fact name="Observed">
        <RelativeTime at={observedAt} />
      </Fact>
    </Facts>
  );
}

function ProcessLink({ process }: { process: string }) {
  return <AppLink href={`/processes/${encodeURIComponent(process)}`}>{process}</AppLink>;
}
