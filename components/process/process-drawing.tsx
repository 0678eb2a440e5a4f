"use client";

import { useQuery } from "@tanstack/react-query";
import type { ProcessElements } from "@/lib/api/contract/processes";
import { bpmnQuery, heatmapQuery } from "@/lib/client/queries";
import { DeferredDiagram } from "../diagram/deferred-diagram";
import { Loaded } from "../shell/loaded";
import type { ProcessSummary } from "./process-columns";
import styles from "./process-page.module.css";
import type { FiguresFilter } from "./use-figures";
import type { ProcessView } from "./use-process-view";

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
          <DeferredDiagram
            xml={text}
            figures={figures}
            heatmap={heat === null ? null : (heatmap.data ?? null)}
            selectedElementId={element}
            onSelectElement={(elementId) => void view.setValues({ element: elementId })}
            label={drawn === undefined ? process.name : `${process.name}, version ${drawn}`}
          />
        )}
      </Loaded>
    </div>
  );
}
