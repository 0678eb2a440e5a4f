"use client";

import { Tabs } from "@mantine/core";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/components/ui/format-number";
import type { CaseStory, ProcessInstance } from "@/lib/api/contract/cases";
import styles from "./case-side.module.css";
import { EventDetail } from "./event-detail";
import { previousEvents } from "./previous-events";
import type { CaseUrl, DetailTab } from "./use-case-url";
import { VariablesTable } from "./variables-table";
import { VisitsTable } from "./visits-table";
import { WhyTogether } from "./why-together";

interface CaseSideProps {
  story: CaseStory;
  instance: ProcessInstance | null;
  url: CaseUrl;
  nameOf: (elementId: string) => string | null;
}

/** What stands beside diagram and timeline: the selected event, and what else there is to know about the case. */
export function CaseSide({ story, instance, url, nameOf }: CaseSideProps) {
  const selected = story.trace.find(({ id }) => id === url.event);
  return (
    <section aria-label="Details" className={styles["side"]}>
      <Tabs
        value={url.details}
        onChange={(tab) => tab !== null && url.setDetails(tab as DetailTab)}
        keepMounted={false}
        classNames={{ root: styles["tabs"] ?? "", panel: styles["panel"] ?? "", list: styles["list"] ?? "" }}
      >
        <Tabs.List aria-label="Details of the case">
          <Tabs.Tab value="event">Event</Tabs.Tab>
          <Tabs.Tab value="together">Why together</Tabs.Tab>
          <Tabs.Tab value="elements">Elements{countOf(instance?.elements.length)}</Tabs.Tab>
          <Tabs.Tab value="variables">Variables{countOf(instance?.variables.length)}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="event" data-padded>
          {url.event === null ? (
            <EmptyState title="No event selected">
              Select one in the story to see its payload, headers and place.
            </EmptyState>
          ) : (
            <EventDetail
              caseId={story.id}
              eventId={url.event}
              title={selected?.title ?? null}
              previous={previousEvents(story.trace, url.event)}
              onSelectEvent={url.selectEventId}
            />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="together" data-padded>
          <WhyTogether story={story} onSelectEvent={url.selectEventId} />
        </Tabs.Panel>
        <Tabs.Panel value="elements">
          <VisitsTable
            instance={instance}
            nameOf={nameOf}
            selectedElementId={url.element}
            selectedElementInstanceKey={selected?.elementInstanceKey ?? null}
            onSelectElement={url.selectElement}
            onOpenCalled={url.setInstance}
          />
        </Tabs.Panel>
        <Tabs.Panel value="variables">
          <VariablesTable instance={instance} selectedEventId={url.event} onSelectEvent={url.linkEvent} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

function countOf(count: number | undefined): string {
  return count === undefined || count === 0 ? "" : ` ${formatCount(count)}`;
}
