"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { ProcessElements } from "@/lib/api/contract/processes";
import { bpmnQuery, heatmapQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { Skeleton } from "../ui/skeleton";
import type { ProcessSummary } from "./process-columns";
import styles from "./process-page.module.css";
import type { FiguresFilter } from "./use-figures";
import type { ProcessView } from "./use-process-view";

/** bpmn-js is a third of the console's script: it comes with the first diagram, not with the first page. */
const ProcessDiagram = lazy(async () => {
  const { ProcessDiagram: component } = await import("../diagram/process-diagram");
  return { default: component };
});

interface ProcessDrawingProps {
  process: ProcessSummary;
  view: ProcessView;
  figures: ProcessElements | null;
  /** What the figures are of. */
  filter: FiguresFilter;
}

export function ProcessDrawing({ process, view, figures, filter }: ProcessDrawingProps) {
  const drawn = view.version ?? process.version ?? undefined;
  const xml = useQuery(bpmnQuery(process.id, drawn));
  const { heat, element } = view.values;
  const heatmap = useQuery({ ...heatmapQuery(process.id, heat ?? "frequency", filter), enabled: heat !== null });
  return (
    <div className={styles["drawing"]}>
      <Loaded query={xml} what="The diagram">
        {(text) => (
          <Suspense fallback={<Skeleton label="the diagram" />}>
            <ProcessDiagram
              xml={text}
              figures={figures}
              heatmap={heat === null ? null : (heatmap.data ?? null)}
              selectedElementId={element}
              onSelectElement={(elementId) => void view.setValues({ element: elementId })}
              label={drawn === undefined ? process.name : `${process.name}, version ${drawn}`}
            />
          </Suspense>
        )}
      </Loaded>
    </div>
  );
}
