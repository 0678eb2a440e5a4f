"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { CaseCollaboration } from "@/lib/api/contract/models";
import type { ProcessElements } from "@/lib/api/contract/processes";
import { bpmnQuery } from "@/lib/client/queries";
import { DeferredDiagram } from "../diagram/deferred-diagram";
import { Loaded } from "../shell/loaded";
import styles from "./case-collaboration.module.css";

type Shown = NonNullable<CaseCollaboration["shown"]>;
interface CollaborationDrawingProps {
  shown: Shown;
  selectedElementId: string | null;
  onSelectElement: (elementId: string | null) => void;
}

export function CollaborationDrawing({ shown, selectedElementId, onSelectElement }: CollaborationDrawingProps) {
  const xml = useQuery(bpmnQuery(shown.id, shown.version));
  const path = useMemo(() => ({ elements: toWay(shown), flows: shown.flows }), [shown]);
  const figures = useMemo(() => incidentsOf(shown), [shown]);
  return (
    <div className={styles["drawing"]}>
      <Loaded query={xml} what="The diagram">
        {(text) => (
          <DeferredDiagram
            xml={text}
            figures={figures}
            heatmap={null}
            path={path}
            selectedElementId={selectedElementId}
            onSelectElement={onSelectElement}
            label={`the way of this case over ${shown.id}`}
          />
        )}
      </Loaded>
    </div>
  );
}

/** With the number of each element in the order in which the case reached them. */
function toWay({ elements, steps }: Shown) {
  const orders = new Map(steps.map(({ elementId, order }) => [elementId, order]));
  return elements.map(({ elementId, visits, state }) => {
    const order = orders.get(elementId);
    return { elementId, visits, state, ...(order === undefined ? {} : { order }) };
  });
}

function incidentsOf({ elements, steps }: Shown): ProcessElements | null {
  const stopped = elements.filter(({ incidents }) => incidents > 0);
  if (stopped.length === 0) return null;
  const asOf = steps.at(-1)?.at ?? new Date(0).toISOString();
  return { elements: stopped.map((element) => ({ ...NOTHING, ...element })), flows: [], asOf };
}

const NOTHING = { active: 0, completed: 0, terminated: 0, p50: null, p90: null, p99: null, mean: null };
