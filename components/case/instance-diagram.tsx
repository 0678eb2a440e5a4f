"use client";

import { useMemo } from "react";
import { ProcessDiagram } from "@/components/diagram/process-diagram";
import { Loaded } from "@/components/shell/loaded";
import { EmptyState } from "@/components/ui/empty-state";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import type { ShownIncident } from "./story-as-of";
import { useInstanceBpmn } from "./use-instance-bpmn";
import { incidentFigures, wayTaken } from "./way-taken";

interface InstanceDiagramProps {
  instance: ProcessInstance;
  incidents: readonly ShownIncident[];
  /** Flows that tokens go over now. */
  movingFlowIds: readonly string[];
  selectedElementId: string | null;
  highlightedElementId: string | null;
  onSelectElement: (elementId: string | null) => void;
  onPointElement: (elementId: string | null) => void;
}

/** One process instance on its diagram: the way it took, where it stands, and what stopped it there. */
export function InstanceDiagram({ instance, incidents, ...selection }: InstanceDiagramProps) {
  const bpmn = useInstanceBpmn(instance);
  const path = useMemo(() => wayTaken(instance), [instance]);
  const figures = useMemo(() => incidentFigures(instance, incidents), [instance, incidents]);
  if (!instance.hasDiagram) {
    return (
      <EmptyState title={`No diagram of ${instance.processName}, version ${instance.version}`}>
        Its deployment was before the first record that was read here. The elements it passed are under Elements.
      </EmptyState>
    );
  }
  return (
    <Loaded query={bpmn} what="The diagram">
      {(xml) => (
        <ProcessDiagram
          xml={xml}
          label={`${instance.processName}, version ${instance.version}`}
          figures={figures}
          heatmap={null}
          path={path}
          {...selection}
        />
      )}
    </Loaded>
  );
}
