"use client";

import { Button, Tabs } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { DeadLettersTab } from "../dead-letter/dead-letters-tab";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { JobWorkerRadiusPanel } from "./blast-radius-panel";
import { ConsumerView } from "./consumer-view";
import { ConsumersTab } from "./consumers-tab";
import { FeedsTab } from "./feeds-tab";
import { JobWorkersTab } from "./job-workers-tab";
import { QuarantinePanel } from "./quarantine-panel";
import { SearchTab } from "./search-tab";
import styles from "./stream.module.css";
import { TopicView } from "./topic-view";
import { TopicsTab } from "./topics-tab";

const TABS = ["topics", "consumers", "workers", "feeds", "quarantine", "dead-letters", "search"] as const;
type Tab = (typeof TABS)[number];

const PLACE = {
  tab: parseAsStringLiteral(TABS),
  source: parseAsString,
  topic: parseAsString,
  consumer: parseAsString,
  worker: parseAsString,
  // What tabs keep for themselves: named here so that changing the tab leaves it behind.
  sort: parseAsString,
  group: parseAsString,
  quarantine: parseAsString,
  record: parseAsString,
  offset: parseAsString,
  letters: parseAsString,
  letter: parseAsString,
  exception: parseAsString,
  of: parseAsString,
  tail: parseAsString,
};
const NOTHING = Object.fromEntries(Object.keys(PLACE).map((name) => [name, null])) as Record<keyof typeof PLACE, null>;

/** Topics, who consumes them, where reading stands, what could not be read, and every record by search. */
export function StreamsPage() {
  const [place, setPlace] = useQueryStates(PLACE, { history: "push" });
  const { source, topic, consumer, worker } = place;
  const go = (to: Partial<Record<keyof typeof PLACE, string>>) =>
    void setPlace({ ...NOTHING, ...to, tab: TABS.find((one) => one === to.tab) ?? null });
  const openGroup = (of: { source: string; group: string }) =>
    go({ tab: "consumers", source: of.source, consumer: of.group });
  return (
    <>
      <PageHeader title="Streams" lead="Topics, who consumes them, and where reading stands" />
      <Tabs
        classNames={{ panel: styles["stack"] ?? "" }}
        value={tabOf(place)}
        onChange={(tab) => go(tab === null ? {} : { tab })}
        keepMounted={false}
      >
        <Tabs.List aria-label="Parts of the streams" mb="sm">
          <Tabs.Tab value="topics">Topics</Tabs.Tab>
          <Tabs.Tab value="consumers">Consumer groups</Tabs.Tab>
          <Tabs.Tab value="workers">Job workers</Tabs.Tab>
          <Tabs.Tab value="feeds">Feeds</Tabs.Tab>
          <Tabs.Tab value="quarantine">Quarantine</Tabs.Tab>
          <Tabs.Tab value="dead-letters">Dead letters</Tabs.Tab>
          <Tabs.Tab value="search">Search</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="topics">
          {topic !== null && source !== null ? (
            <TopicView source={source} topic={topic} onBack={() => go({})} onOpenGroup={openGroup} />
          ) : (
            <TopicsTab onOpen={(of) => go({ source: of.source, topic: of.topic })} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="consumers">
          {consumer !== null && source !== null ? (
            <ConsumerView source={source} group={consumer} onBack={() => go({ tab: "consumers" })} />
          ) : (
            <ConsumersTab onOpen={openGroup} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="workers">
          {worker !== null && source !== null ? (
            <Panel
              title={`Workers of ${worker}`}
              aside={
                <Button
                  variant="subtle"
                  leftSection={<IconArrowLeft size={14} aria-hidden />}
                  onClick={() => go({ tab: "workers" })}
                >
                  All types of job
                </Button>
              }
              flush
            >
              <JobWorkerRadiusPanel source={source} jobType={worker} />
            </Panel>
          ) : (
            <JobWorkersTab onOpen={(of) => go({ tab: "workers", source: of.source, worker: of.jobType })} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="feeds">
          <FeedsTab />
        </Tabs.Panel>
        <Tabs.Panel value="quarantine">
          <QuarantinePanel />
        </Tabs.Panel>
        <Tabs.Panel value="dead-letters">
          <DeadLettersTab />
        </Tabs.Panel>
        <Tabs.Panel value="search">
          <SearchTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** Links from elsewhere name what they mean, not the tab that it stands in. */
function tabOf({
  tab,
  consumer,
  group,
  quarantine,
  record,
  letter,
}: { tab: Tab | null } & Record<string, string | null>): Tab {
  if (tab !== null) return tab;
  if (consumer !== null) return "consumers";
  if (letter !== null) return "dead-letters";
  return group !== null || quarantine !== null || record !== null ? "quarantine" : "topics";
}
