"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { elementNames } from "@/components/diagram/element-names";
import { elementName } from "@/components/diagram/element-words";
import { CaseCollaboration } from "@/components/model/case-collaboration";
import { Loaded } from "@/components/shell/loaded";
import { PageHeader } from "@/components/ui/page-header";
import type { CaseEvent, CaseStory, ProcessInstance } from "@/lib/api/contract/cases";
import { caseQuery } from "@/lib/client/queries";
import { CaseHeader } from "./case-header";
import styles from "./case-page.module.css";
import { CaseSide } from "./case-side";
import { DiagramPanel } from "./diagram-panel";
import { namedEvents, namedWaits, onSameDiagram } from "./named-events";
import { OpenIncidents } from "./open-incidents";
import { SagaNote } from "./saga-note";
import type { ShownStory } from "./story-as-of";
import { StoryPanel } from "./story-panel";
import { StuckNote } from "./stuck-note";
import { TimeTravelBar } from "./time-travel";
import { useCaseNews } from "./use-case-news";
import { useCaseUrl } from "./use-case-url";
import { useInstanceBpmn } from "./use-instance-bpmn";
import { type TimeTravel, useMovingFlows, useTimeTravel } from "./use-time-travel";
import { WaitActions } from "./wait-actions";
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
  const travel = useTimeTravel(story, url.at);
  const { shown } = travel;
  const instance = shownInstance(shown, url.instance);
  const movingFlowIds = useMovingFlows(story, travel.asOf, instance?.processInstanceKey ?? null);
  const nameOf = useElementNames(instance);
  const named = useNamed(shown, instance, nameOf);
  // Drawings show all of its time, and where in it the instant is.
  const whole = useMemo(() => ({ ...story, trace: named.trace }), [story, named.trace]);
  const selectedEvent = story.trace.find(({ id }) => id === url.event) ?? null;
  return (
    <div className={styles["page"]}>
      <CaseHeader story={story} onShowKeys={() => url.setDetails("together")} />
      {url.at === null ? <OpenIncidents story={story} onSelect={url.goTo} /> : null}
      {url.at === null ? <StuckNote stuck={story.stuck} /> : null}
      {url.at === null ? <SagaNote saga={story.saga} onShow={() => url.setTab("saga")} /> : null}
      <TimeTravelBar instants={travel.instants} at={url.at} onMove={url.setAt} error={travel.error} />
      <WaitsFor
        waits={travel.isReading ? [] : named.waitsFor}
        state={shownState(travel, url.at)}
        onSelect={url.goTo}
        actionsOf={(wait) => (url.at === null ? <WaitActions wait={wait} story={story} /> : null)}
      />
      <div className={styles["body"]}>
        <div className={styles["story"]}>
          <DiagramPanel
            story={shown}
            instance={instance}
            url={url}
            highlightedElementId={elementIn(instance, pointedEvent ?? selectedEvent)}
            movingFlowIds={movingFlowIds}
            onPointElement={setPointedElementId}
          />
          <CaseCollaboration
            story={shown}
            at={travel.asOf?.at ?? null}
            selectedEventId={url.event}
            onSelectEventId={url.selectEventId}
          />
          <StoryPanel
            story={whole}
            url={url}
            nameOf={nameOf}
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

/** Null: now. */
function shownState({ isReading, shown }: TimeTravel, at: number | null) {
  if (at === null) return null;
  return isReading ? "reading" : shown.state;
}

/** With the names that the diagram gives to its elements. */
function useNamed(story: ShownStory, instance: ProcessInstance | null, nameOf: (elementId: string) => string | null) {
  const { trace, waitsFor, processInstances } = story;
  // Of a set that changes only with what is in it, so that events are not named anew with every instant that plays.
  const keys = [...onSameDiagram(processInstances, instance)].join(" ");
  const alike = useMemo(() => new Set(keys.split(" ")), [keys]);
  const namedTrace = useMemo(() => [...namedEvents(trace, alike, nameOf)], [trace, alike, nameOf]);
  return useMemo(
    () => ({ ...story, trace: namedTrace, waitsFor: namedWaits(waitsFor, alike, nameOf) }),
    [story, namedTrace, waitsFor, alike, nameOf],
  );
}

/** Where there is no room beside the timeline, details stand below it: whoever opens an event is taken there. */
function bringIntoView(details: HTMLElement | null): void {
  if (window.matchMedia("(max-width: 1080px)").matches) details?.scrollIntoView({ block: "start" });
}

/** The one asked for; else the one that needs somebody, the one that runs, or the first. */
function shownInstance(story: ShownStory, wantedKey: string | null): ProcessInstance | null {
  const { processInstances, shownIncidents } = story;
  const stopped = new Set(shownIncidents.map(({ processInstanceKey }) => processInstanceKey));
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
