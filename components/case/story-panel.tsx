"use client";

import { Tabs } from "@mantine/core";
import { formatCount } from "@/components/ui/format-number";
import type { CaseEvent, CaseStory } from "@/lib/api/contract/cases";
import { GanttPanel } from "./gantt-panel";
import { SagaSteps } from "./saga-steps";
import { SequencePanel } from "./sequence-panel";
import styles from "./story-panel.module.css";
import { TimelinePanel } from "./timeline-panel";
import type { CaseUrl, StoryTab } from "./use-case-url";

interface StoryPanelProps {
  story: CaseStory;
  url: CaseUrl;
  nameOf: (elementId: string) => string | null;
  pointedElementId: string | null;
  onPoint: (event: CaseEvent | null) => void;
  /** An event was opened on purpose, not passed while walking. */
  onOpen: () => void;
}

/** What happened, three ways: one after the other, from one to another, and how long each had it; of a saga, what was undone. */
export function StoryPanel({ story, url, nameOf, pointedElementId, onPoint, onOpen }: StoryPanelProps) {
  return (
    <section aria-label="Story" className={styles["story"]}>
      <Tabs
        value={story.saga === null && url.tab === "saga" ? "events" : url.tab}
        onChange={(tab) => tab !== null && url.setTab(tab as StoryTab)}
        keepMounted={false}
        classNames={{ root: styles["tabs"] ?? "", panel: styles["panel"] ?? "" }}
      >
        <Tabs.List aria-label="How the story is told">
          <Tabs.Tab value="events">Timeline</Tabs.Tab>
          <Tabs.Tab value="sequence">Sequence</Tabs.Tab>
          <Tabs.Tab value="gantt">Gantt</Tabs.Tab>
          {story.saga === null ? null : <Tabs.Tab value="saga">Saga</Tabs.Tab>}
        </Tabs.List>
        {story.traceTruncated ? <Cut story={story} /> : null}
        <Tabs.Panel value="events">
          <TimelinePanel
            story={story}
            url={url}
            elementName={url.element === null ? null : (nameOf(url.element) ?? url.element)}
            pointedElementId={pointedElementId}
            onPoint={onPoint}
            onOpen={onOpen}
          />
        </Tabs.Panel>
        <Tabs.Panel value="sequence">
          <SequencePanel story={story} url={url} />
        </Tabs.Panel>
        <Tabs.Panel value="gantt">
          <GanttPanel story={story} url={url} nameOf={nameOf} />
        </Tabs.Panel>
        {story.saga === null ? null : (
          <Tabs.Panel value="saga">
            <SagaSteps saga={story.saga} url={url} trace={story.trace} nameOf={nameOf} />
          </Tabs.Panel>
        )}
      </Tabs>
    </section>
  );
}

function Cut({ story }: { story: CaseStory }) {
  return (
    <p role="status" className={styles["cut"]}>
      Only the first {formatCount(story.trace.length)} of {formatCount(story.events)} events are shown and drawn: this
      case is larger than a page can hold. The API&apos;s list of events has them all.
    </p>
  );
}
