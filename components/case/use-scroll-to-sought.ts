"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { TimelineRow } from "./timeline-rows";

type Sought = { linkedElementId: string | null; selectedEventId: string | null };

/**
 * Brings what a link points at into sight: the selected event when the page opens, the first event of an element whenever
 * another one is selected. Never on an update, which must not move what is under the pointer.
 */
export function useScrollToSought(
  rows: readonly TimelineRow[],
  { linkedElementId, selectedEventId }: Sought,
  scrollTo: (index: number, align: "center") => void,
): void {
  const hasRows = rows.length > 0;
  const openedWith = useRef(selectedEventId);
  const seek = useEffectEvent((isSought: (row: TimelineRow) => boolean) => {
    const index = rows.findIndex(isSought);
    if (index >= 0) scrollTo(index, "center");
  });
  useEffect(() => {
    if (hasRows && linkedElementId !== null) seek(({ event }) => event.elementId === linkedElementId);
  }, [hasRows, linkedElementId]);
  useEffect(() => {
    if (hasRows && openedWith.current !== null) seek(({ event }) => event.id === openedWith.current);
  }, [hasRows]);
}
