"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Conformance } from "@/lib/api/contract/conformance";
import { bpmnQuery } from "@/lib/client/queries";
import { DeferredDiagram } from "../diagram/deferred-diagram";
import { Loaded } from "../shell/loaded";
import styles from "./conformance.module.css";
import type { ConformanceView } from "./use-conformance-view";

interface ConformanceDrawingProps {
  processId: string;
  told: Conformance;
  view: ConformanceView;
}

/** The diagram, coloured by how many cases deviate at each element. */
export function ConformanceDrawing({ processId, told, view }: ConformanceDrawingProps) {
  const xml = useQuery(bpmnQuery(processId, told.version));
  const deviating = useMemo(() => deviationsAsHeat(told), [told]);
  return (
    <div className={styles["drawing"]}>
      <Loaded query={xml} what="The diagram">
        {(text) => (
          <DeferredDiagram
            xml={text}
            figures={null}
            heatmap={deviating}
            selectedElementId={view.values.element}
            onSelectElement={(element) => void view.setValues({ element, deviation: null, variant: null })}
            label={`deviations from ${processId}, version ${told.version}`}
          />
        )}
      </Loaded>
    </div>
  );
}

function deviationsAsHeat({ deviations }: Conformance) {
  const sums = new Map<string, number>();
  for (const { elementId, cases } of deviations) {
    if (elementId !== null) sums.set(elementId, (sums.get(elementId) ?? 0) + cases);
  }
  const most = Math.max(1, ...sums.values());
  return {
    metric: "frequency" as const,
    unit: "deviations",
    elements: [...sums].map(([elementId, value]) => ({ elementId, value, weight: value / most })),
  };
}
