"use client";

import { useEffect, useRef, useState } from "react";
import { keptPositions } from "./layout/kept-positions";
import { LayoutDesk } from "./layout/layout-desk";
import type { LayoutGraph, Positions } from "./layout/layout-graph";
import type { Lens } from "./map-words";
import { groupId, type MapPart } from "./shown-map";

export interface LaidOut {
  part: MapPart;
  positions: Positions;
  lens: Lens;
  /** Whether it is another picture than the one before, and not the same with other numbers. */
  isNew: boolean;
}

/** Opened while the data are on their way, for the map that comes next. */
let openedAhead: LayoutDesk | null = null;

export function openLayoutDeskAhead(): void {
  openedAhead ??= new LayoutDesk();
}

/**
 * Where everything stands. The same `picture` (filters, sliders, focus and lens as text) keeps its places when new data
 * come; another one is laid out anew, in a worker.
 */
export function useLayout(part: MapPart, lens: Lens, picture: string): LaidOut | null {
  const [laidOut, setLaidOut] = useState<(LaidOut & { picture: string }) | null>(null);
  const desk = useRef<LayoutDesk | null>(null);
  const last = useRef(laidOut);
  last.current = laidOut;

  useEffect(() => {
    const opened = openedAhead ?? new LayoutDesk();
    openedAhead = null;
    desk.current = opened;
    return () => opened.close();
  }, []);

  useEffect(() => {
    const graph = toGraph(part);
    const before = last.current;
    const kept = before?.picture === picture ? keptPositions(graph, before.positions) : null;
    if (kept !== null) {
      setLaidOut({ part, positions: kept, lens, picture, isNew: false });
      return;
    }
    let isWanted = true;
    void desk.current?.layOut(lens, graph).then((positions) => {
      if (isWanted) setLaidOut({ part, positions, lens, picture, isNew: true });
    });
    return () => {
      isWanted = false;
    };
  }, [part, lens, picture]);

  return laidOut;
}

function toGraph({ nodes, edges }: MapPart): LayoutGraph {
  return {
    nodes: nodes.map((node) => ({ id: node.id, group: groupId(node), position: node.position })),
    edges: edges.map(({ from, to, count }) => ({ from, to, count })),
  };
}
