"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { elementNames } from "@/components/diagram/element-names";
import { elementName } from "@/components/diagram/element-words";
import { Loaded } from "@/components/shell/loaded";
import { PageHeader } from "@/components/ui/page-header";
import type { CaseEvent, CaseStory, ProcessInstance } from "@/lib/api/contract/cases";
import { caseQuery } from "@/lib/client/queries";
import { CaseHeader } from "./case-header";
import styles from "./case-page.module.css";
import { CaseSide } from "./case-side";
import { DiagramPanel } from "./diagram-panel";
import { namedEvents, namedWaits } from "./named-events";
import { OpenIncidents } from "./open-incidents";
import { StuckNote } from "./stuck-note";
import { TimelinePanel } from "./timeline-panel";
import { useCaseNews } from "./use-case-news";
import { useCaseUrl } from "./use-case-url";
import { useInstanceBpmn } from "./use-instance-bpmn";
import { WaitsFor } from "./waits-for";

/** Everything about one case. `caseId`: its id, any id that it had, or `name:value` of one of its keys. */
export function CasePage({ caseId }: { caseId: string }) {
  const query = useQuery(caseQuery(caseId));
  // While another case is being asked for, the previous one is a placeholder: never show it under this one's address.
  const story = query.isPlaceholderData ? undefined : query.data;
  useCaseNews(caseId, story);
  return (
    <Loaded query={{ ...query, data: story }} what="The case" rows={14} head={<PageHeader title={`Case ${caseId}`} />}>
      {(loaded) => <CaseView story={loaded} />}
    </Loaded>
  );
}

function CaseView({ story }: { story: CaseStory }) {
  const url = useCaseUrl();
  const [pointedEvent, setPointedEvent] = useState<CaseEvent | null>(null);
  const details = useRef<HTMLDivElement>(null);
  const [pointedElementId, setPointedElementId] = useState<string | null>(null);
  const instance = shownInstance(story, url.instance);
  const nameOf = useElementNames(instance);
  const named = useMemo(
    () => ({
      ...story,
      trace: [...namedEvents(story.trace, instance, nameOf)],
      waitsFor: namedWaits(story.waitsFor, instance, nameOf),
    }),
    [story, instance, nameOf],
  );
  const selectedEvent = story.trace.find(({ id }) => id === url.event) ?? null;
  const linkedEvent = pointedEvent ?? selectedEvent;
  return (
    <div className={styles["page"]}>
      <CaseHeader story={story} onShowKeys={() => url.setTab("together")} />
      <OpenIncidents incidents={story.openIncidents} onSelect={url.goTo} />
      <StuckNote stuck={story.stuck} />
      <WaitsFor waits={named.waitsFor} onSelect={url.goTo} />
      <div className={styles["body"]}>
        <div className={styles["story"]}>
          <DiagramPanel
            story={story}
            instance={instance}
            url={url}
            highlightedElementId={elementIn(instance, linkedEvent)}
            onPointElement={setPointedElementId}
          />
          <TimelinePanel
            story={named}
            url={url}
            elementName={url.element === null ? null : (nameOf(url.element) ?? url.element)}
            pointedElementId={pointedElementId}
            onPoint={setPointedEvent}
            onOpen={() => bringIntoView(details.current)}
          />
        </div>
        <div ref={details} className={styles["details"]}>
          <CaseSide story={named} instance={instance} url={url} nameOf={nameOf} />
        </div>
      </div>
    </div>
  );
}

/** Where there is no room beside the timeline, details stand below it: whoever opens an event is taken there. */
function bringIntoView(details: HTMLElement | null): void {
  if (window.matchMedia("(max-width: 1080px)").matches) details?.scrollIntoView({ block: "start" });
}

/** The one asked for; else the one that needs somebody, the one that runs, or the first. */
function shownInstance(story: CaseStory, wantedKey: string | null): ProcessInstance | null {
  const { processInstances, openIncidents } = story;
  const stopped = new Set(openIncidents.map(({ processInstanceKey }) => processInstanceKey));
  return (
    processInstances.find(({ processInstanceKey }) => processInstanceKey === wantedKey) ??
    processInstances.find(({ processInstanceKey }) => stopped.has(processInstanceKey)) ??
    processInstances.find(({ state }) => state === "active") ??
    processInstances[0] ??
    null
  );
}

function elementIn(instance: ProcessInstance | null, event: CaseEvent | null): string | null {
  return event !== null && event.processInstanceKey === instance?.processInstanceKey ? event.elementId : null;
}

/** Names stand in the XML alone; it is fetched for the diagram anyway. */
function useElementNames(instance: ProcessInstance | null): (elementId: string) => string | null {
  const bpmn = useInstanceBpmn(instance);
  const names = useMemo(
    () => (bpmn.data === undefined ? new Map<string, string>() : elementNames(bpmn.data)),
    [bpmn.data],
  );
  return useCallback((elementId) => elementName(names.get(elementId)), [names]);
}
