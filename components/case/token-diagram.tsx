"use client";

import { useMemo } from "react";
import { ProcessDiagram } from "@/components/diagram/process-diagram";
import { END, type TokenMoves, type TokenPlace } from "@/components/operation-form/token-moves";
import styles from "./token-diagram.module.css";

interface TokenDiagramProps {
  xml: string;
  label: string;
  places: readonly TokenPlace[];
  targetIds: ReadonlySet<string>;
  moves: TokenMoves;
  onMove: (fromId: string, toId: string | null) => void;
}

/** The diagram with its tokens to be dragged; the list below it says and does the same. */
export function TokenDiagram({ xml, label, places, targetIds, moves, onMove }: TokenDiagramProps) {
  const dragging = useMemo(
    () => ({
      tokens: places
        .filter(({ elementId }) => moves.get(elementId) !== END)
        .map(({ elementId, elementInstanceKeys }) => ({
          fromId: elementId,
          atId: moves.get(elementId) ?? elementId,
          count: elementInstanceKeys.length,
        })),
      canDrop: (fromId: string, toId: string) => fromId === toId || targetIds.has(toId),
      // Back where it came from, it stays.
      onDrop: (fromId: string, toId: string) => onMove(fromId, fromId === toId ? null : toId),
    }),
    [places, targetIds, moves, onMove],
  );
  return (
    <>
      <p className="muted">Drag a token onto the element that it is to go to, or choose in the list.</p>
      <div className={styles["diagram"]}>
        <ProcessDiagram
          xml={xml}
          label={label}
          figures={null}
          heatmap={null}
          dragging={dragging}
          selectedElementId={null}
          onSelectElement={ignore}
        />
      </div>
    </>
  );
}

const ignore = () => undefined;
