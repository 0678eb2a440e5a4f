"use client";

import { useId, useRef } from "react";
import { plural } from "@/components/ui/format-number";
import type { Heatmap, ProcessElements } from "@/lib/api/contract/processes";
import type { WayTaken } from "./case-path";
import type { ElementMark } from "./element-marks";
import { HeatLegend } from "./heat-legend";
import styles from "./process-diagram.module.css";
import { RefusedDiagram } from "./refused-diagram";
import { type Opening, useOpenDiagram } from "./use-open-diagram";
import { type Dragging, useOverlays } from "./use-overlays";
import { ZoomButtons } from "./zoom-buttons";

interface ProcessDiagramProps {
  xml: string;
  figures: ProcessElements | null;
  heatmap: Heatmap | null;
  path?: WayTaken | null;
  /** Flows that tokens move over now, once for each list that is given. */
  movingFlowIds?: readonly string[];
  /** What becomes of elements in what is planned; what it means stands beside the diagram in words. */
  marks?: ReadonlyMap<string, ElementMark>;
  /** Tokens that can be taken from one element to another. */
  dragging?: Dragging;
  selectedElementId: string | null;
  onSelectElement: (elementId: string | null) => void;
  /** An element that something outside the diagram points at, for instance an event in a list. */
  highlightedElementId?: string | null;
  onPointElement?: (elementId: string | null) => void;
  /** What it shows, for assistive technology: "Order, version 3". */
  label: string;
}

const NONE: readonly string[] = [];
const UNMARKED: ReadonlyMap<string, ElementMark> = new Map();

/**
 * A BPMN diagram as large as the room it is given, with its overlays. Made for up to some 300 elements, whose numbers change
 * every second. Beside it belongs an ElementTable: the same numbers for those who do not see the drawing.
 */
export function ProcessDiagram(props: ProcessDiagramProps) {
  const { xml, figures, heatmap, path = null, selectedElementId, highlightedElementId = null, label } = props;
  const frame = useRef<HTMLDivElement>(null);
  const helpId = useId();
  const opening = useOpenDiagram(frame, xml, {
    onPick: props.onSelectElement,
    onPoint: (elementId) => props.onPointElement?.(elementId),
  });
  const diagram = opening.state === "open" ? opening.diagram : null;
  const movingFlowIds = props.movingFlowIds ?? NONE;
  const marks = props.marks ?? UNMARKED;
  useOverlays(diagram, {
    figures,
    heatmap,
    path,
    movingFlowIds,
    marks,
    dragging: props.dragging ?? null,
    selectedElementId,
    highlightedElementId,
  });
  if (opening.state === "refused") return <RefusedDiagram xml={xml} reason={opening.reason} label={label} />;
  return (
    <section
      className={styles["diagram"]}
      aria-label={`Diagram: ${label}`}
      aria-describedby={helpId}
      aria-busy={opening.state === "opening"}
    >
      <div ref={frame} className={`process-diagram ${styles["frame"]}`} data-heat={heatmap !== null} />
      <p id={helpId} className="aside">
        Arrow keys go from element to element, Enter selects, Escape lets go. Shift and arrows move the picture, plus,
        minus and zero zoom. Control and the mouse wheel zoom. The table of elements holds the same numbers.
      </p>
      <Around opening={opening} heatmap={heatmap} />
    </section>
  );
}

function Around({ opening, heatmap }: { opening: Opening; heatmap: Heatmap | null }) {
  if (opening.state !== "open") {
    return (
      <div role="status" className={styles["skeleton"]}>
        <span className="aside">Loading the diagram</span>
      </div>
    );
  }
  return (
    <>
      <ZoomButtons viewport={opening.diagram.fittedViewport} />
      {heatmap === null ? null : <HeatLegend heatmap={heatmap} />}
      <ImportWarnings warnings={opening.diagram.warnings} />
    </>
  );
}

/** A diagram with warnings may lack elements: whoever reads it must know. */
function ImportWarnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <details className={styles["warnings"]}>
      <summary>{plural(warnings.length, "warning")} while drawing</summary>
      <ul>
        {[...new Set(warnings)].slice(0, 50).map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </details>
  );
}
