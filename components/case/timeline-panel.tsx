"use client";

import { SegmentedControl } from "@mantine/core";
import { useMemo } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/components/ui/format-number";
import type { CaseEvent, CaseStory } from "@/lib/api/contract/cases";
import { Timeline } from "./timeline";
import styles from "./timeline-panel.module.css";
import { isShown, type TimelineShown } from "./timeline-rows";
import type { CaseUrl } from "./use-case-url";

interface TimelinePanelProps {
  story: CaseStory;
  url: CaseUrl;
  /** How the selected element is called. */
  elementName: string | null;
  pointedElementId: string | null;
  onPoint: (event: CaseEvent | null) => void;
  /** An event was opened on purpose, not passed while walking. */
  onOpen: () => void;
}

/** What happened, across topics and engines, in one order. */
export function TimelinePanel({ story, url, elementName, pointedElementId, onPoint, onOpen }: TimelinePanelProps) {
  const shown: TimelineShown = url.show === "element" && url.element === null ? "all" : url.show;
  const events = useMemo(
    () => story.trace.filter((event) => isShown(event, shown, url.element)),
    [story.trace, shown, url.element],
  );
  return (
    <div className={styles["panel"]}>
      <div className={styles["bar"]}>
        <ShownPicker story={story} shown={shown} url={url} elementName={elementName} />
      </div>
      {events.length === 0 ? (
        <EmptyState title={`No ${shown === "business" ? "business" : "engine"} events in this case`}>
          {shown === "business"
            ? "No service said anything on a topic that belongs to it; the engine's own events are under All."
            : "No engine has reported anything that belongs to it."}
        </EmptyState>
      ) : (
        <Timeline
          events={events}
          selectedEventId={url.event}
          linkedElementId={url.element}
          pointedElementId={pointedElementId}
          onSelect={url.selectEvent}
          onPoint={onPoint}
          onOpen={onOpen}
          at={url.at}
        />
      )}
    </div>
  );
}

type ShownPickerProps = Pick<TimelinePanelProps, "story" | "url" | "elementName"> & { shown: TimelineShown };

function ShownPicker({ story, shown, url, elementName }: ShownPickerProps) {
  const count = (kind: TimelineShown) => story.trace.filter((event) => isShown(event, kind, url.element)).length;
  const option = (value: TimelineShown, words: string) => ({ value, label: `${words} ${formatCount(count(value))}` });
  const data = [option("all", "All"), option("business", "Business"), option("engine", "Engine")];
  if (elementName !== null) data.push(option("element", elementName));
  return (
    <SegmentedControl
      aria-label="Which events"
      data={data}
      value={shown}
      onChange={(value) => url.setShow(value as TimelineShown)}
    />
  );
}
