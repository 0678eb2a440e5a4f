"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ModelDetails } from "@/lib/api/contract/models";
import { bpmnQuery } from "@/lib/client/queries";
import { DeferredDiagram } from "../diagram/deferred-diagram";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import type { Draft } from "./draft";
import styles from "./model-page.module.css";

interface ModelDrawingProps {
  model: ModelDetails;
  draft: Draft;
  selectedElementId: string | null;
  onSelectElement: (elementId: string | null) => void;
}

/** The diagram, coloured where something is bound. */
export function ModelDrawing({ model, draft, selectedElementId, onSelectElement }: ModelDrawingProps) {
  const isShown = model.archivedAt === null;
  const xml = useQuery({ ...bpmnQuery(model.id, model.shownVersion), enabled: isShown });
  const bound = useMemo(() => boundAsHeat(draft), [draft]);
  if (!isShown) {
    return (
      <EmptyState title="This model is archived">
        Upload its next version to bring it back; its bindings stand below.
      </EmptyState>
    );
  }
  return (
    <div className={styles["drawing"]}>
      <Loaded query={xml} what="The diagram">
        {(text) => (
          <DeferredDiagram
            xml={text}
            figures={null}
            heatmap={bound}
            selectedElementId={selectedElementId}
            onSelectElement={onSelectElement}
            label={`${model.name}, version ${model.shownVersion}`}
          />
        )}
      </Loaded>
    </div>
  );
}

/** How many activities each element stands for, as the heatmap's colours and words show it. */
function boundAsHeat(draft: Draft) {
  const most = Math.max(1, ...[...draft.values()].map(({ size }) => size));
  return {
    metric: "frequency" as const,
    unit: "bound activities",
    elements: [...draft].map(([elementId, { size }]) => ({ elementId, value: size, weight: size / most })),
  };
}
