"use client";

import { useEffect } from "react";
import type { Heatmap, ProcessElements } from "@/lib/api/contract/processes";
import type { WayTaken } from "./case-path";
import { elementDetails } from "./element-details";
import type { ElementMark } from "./element-marks";
import type { OpenDiagram } from "./open-diagram";
import type { DraggableToken, TokenDrops } from "./token-dragging";

export type Dragging = TokenDrops & { readonly tokens: readonly DraggableToken[] };

type ShownOverlays = {
  figures: ProcessElements | null;
  heatmap: Heatmap | null;
  path: WayTaken | null;
  movingFlowIds: readonly string[];
  marks: ReadonlyMap<string, ElementMark>;
  dragging: Dragging | null;
  selectedElementId: string | null;
  highlightedElementId: string | null;
};

/** Hands data over to the diagram's overlays; the diagram itself is never drawn again for a number. */
export function useOverlays(diagram: OpenDiagram | null, shown: ShownOverlays): void {
  const { figures, heatmap, path, movingFlowIds, marks, dragging, selectedElementId, highlightedElementId } = shown;
  useEffect(() => {
    diagram?.tokenBadges.show(figures?.elements ?? []);
    diagram?.incidentBadges.show(figures?.elements ?? []);
    diagram?.flowCounts.show(figures?.flows ?? []);
  }, [diagram, figures]);
  useEffect(() => {
    if (heatmap === null) diagram?.heatmap.clear();
    else diagram?.heatmap.show(heatmap);
  }, [diagram, heatmap]);
  useEffect(() => {
    if (path === null) diagram?.casePath.clear();
    else diagram?.casePath.show(path);
  }, [diagram, path]);
  useEffect(() => diagram?.elementMarks.show(marks), [diagram, marks]);
  useEffect(() => {
    if (dragging === null) diagram?.tokenDragging.clear();
    else diagram?.tokenDragging.show(dragging.tokens, dragging);
  }, [diagram, dragging]);
  useEffect(() => diagram?.movingTokens.fly(movingFlowIds), [diagram, movingFlowIds]);
  useEffect(
    () => diagram?.elementPicker.describe(elementDetails({ figures, heatmap, path })),
    [diagram, figures, heatmap, path],
  );
  useEffect(() => diagram?.elementPicker.show(selectedElementId), [diagram, selectedElementId]);
  useEffect(() => diagram?.elementPicker.highlight(highlightedElementId), [diagram, highlightedElementId]);
}
