"use client";

import { useEffect, useEffectEvent } from "react";
import type { TimelineRow } from "./timeline-rows";

type Sought = { linkedElementId: string | null; selectedEventId: string | null };
type Scrolling = { isInSight: (index: number) => boolean; scrollTo: (index: number, align: "center") => void };

/**
 * Brings what is selected into sight, wherever on the page it was selected: an event, or the first event of an element.
 * Never on an update, which must not move what is under the pointer.
 */
export function useScrollToSought(
  rows: readonly TimelineRow[],
  { linkedElementId, selectedEventId }: Sought,
  { isInSight, scrollTo }: Scrolling,
): void {
  const hasRows = rows.length > 0;
  const seek = useEffectEvent((isSought: (row: TimelineRow) => boolean) => {
    const index = rows.findIndex(isSought);
    if (index >= 0 && !isInSight(index)) scrollTo(index, "center");
  });
  useEffect(() => {
    if (hasRows && linkedElementId !== null) seek(({ event }) => event.elementId === linkedElementId);
  }, [hasRows, linkedElementId]);
  useEffect(() => {
    if (hasRows && selectedEventId !== null) seek(({ event }) => event.id === selectedEventId);
  }, [hasRows, selectedEventId]);
}
