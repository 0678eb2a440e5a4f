"use client";

import { SegmentedControl, Select } from "@mantine/core";
import { CopyableId } from "@/components/ui/copyable-id";
import { EmptyState } from "@/components/ui/empty-state";
import { AppLink } from "@/components/ui/navigation";
import { Panel } from "@/components/ui/panel";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import styles from "./diagram-panel.module.css";
import { InstanceActions } from "./instance-actions";
import { InstanceDiagram } from "./instance-diagram";
import type { ShownStory } from "./story-as-of";
import type { CaseUrl } from "./use-case-url";

interface DiagramPanelProps {
  story: ShownStory;
  instance: ProcessInstance | null;
  url: CaseUrl;
  highlightedElementId: string | null;
  /** Flows that tokens go over now. */
  movingFlowIds: readonly string[];
  onPointElement: (elementId: string | null) => void;
}

/** The diagrams of the case's process instances, one at a time. */
export function DiagramPanel({
  story,
  instance,
  url,
  highlightedElementId,
  movingFlowIds,
  onPointElement,
}: DiagramPanelProps) {
  if (instance === null) {
    return (
      <Panel title="No engine took part so far">
        <EmptyState title="Only services have spoken in this case">
          Its events are below; a diagram appears when a process instance joins it.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel
      title={`${instance.processName}, version ${instance.version}`}
      flush
      aside={<InstanceFacts instance={instance} isNow={url.at === null} />}
    >
      {story.processInstances.length > 1 ? (
        <div className={styles["instances"]}>
          <InstanceChoice instances={story.processInstances} chosen={instance} onChoose={url.setInstance} />
        </div>
      ) : null}
      <div className={styles["diagram"]}>
        <InstanceDiagram
          key={instance.processInstanceKey}
          instance={instance}
          incidents={story.shownIncidents}
          movingFlowIds={movingFlowIds}
          selectedElementId={url.element}
          highlightedElementId={highlightedElementId}
          onSelectElement={url.selectElement}
          onPointElement={onPointElement}
        />
      </div>
    </Panel>
  );
}

/** More than these do not stand beside each other. */
const BESIDE_MAX = 4;

interface InstanceChoiceProps {
  instances: readonly ProcessInstance[];
  chosen: ProcessInstance;
  onChoose: (processInstanceKey: string) => void;
}

function InstanceChoice({ instances, chosen, onChoose }: InstanceChoiceProps) {
  const data = instances.map((each) => ({ value: each.processInstanceKey, label: instanceWords(each) }));
  const value = chosen.processInstanceKey;
  if (instances.length <= BESIDE_MAX)
    return <SegmentedControl aria-label="Process instance" data={data} value={value} onChange={onChoose} />;
  return (
    <Select
      aria-label={`Process instance, one of ${instances.length}`}
      data={data}
      value={value}
      allowDeselect={false}
      searchable
      onChange={(next) => next !== null && onChoose(next)}
    />
  );
}

function InstanceFacts({ instance, isNow }: { instance: ProcessInstance; isNow: boolean }) {
  return (
    <span className={styles["facts"]}>
      <AppLink href={`/processes/${encodeURIComponent(instance.processId)}?version=${instance.version}`}>
        All its instances
      </AppLink>
      <CopyableId id={instance.processInstanceKey} what="process instance key" />
      <InstanceActions instance={instance} isNow={isNow} />
    </span>
  );
}

const MARKS: Record<ProcessInstance["state"], string> = {
  active: "active",
  completed: "ended",
  terminated: "canceled",
};

function instanceWords({ processName, version, state, processInstanceKey }: ProcessInstance): string {
  return `${processName} v${version} …${processInstanceKey.slice(-4)} (${MARKS[state]})`;
}
