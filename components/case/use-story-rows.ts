"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useEffectEvent } from "react";
import { useRowKeys } from "@/components/ui/table/use-row-keys";

interface StoryRowsOptions {
  ids: readonly string[];
  scroll: RefObject<HTMLDivElement | null>;
  sizeOf: (index: number) => number;
  /** What is selected elsewhere on the page is brought into sight here. */
  selectedId: string | null;
  onOpen: (id: string) => void;
  /** True when the key meant something. */
  onKey?: (key: string, id: string) => boolean;
  paddingStart?: number;
}

/** A drawing of thousands of rows of which only those in sight are in the document, with one tab stop and arrow keys. */
export function useStoryRows({ ids, scroll, sizeOf, selectedId, onOpen, onKey, paddingStart = 0 }: StoryRowsOptions) {
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroll.current,
    estimateSize: sizeOf,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 8,
    scrollPaddingStart: paddingStart,
    initialRect: { width: 800, height: 480 },
  });
  const keys = useRowKeys({
    ids,
    container: scroll,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
    onOpen,
    onToggle: onOpen,
    onKey: onKey ?? (() => false),
  });
  const seek = useEffectEvent((id: string) => {
    const index = ids.indexOf(id);
    const isInSight = virtualizer
      .getVirtualItems()
      .some((item) => item.index === index && isWithin(scroll.current, item));
    if (index >= 0 && !isInSight) virtualizer.scrollToIndex(index, { align: "center" });
  });
  const hasRows = ids.length > 0;
  useEffect(() => {
    if (hasRows && selectedId !== null) seek(selectedId);
  }, [hasRows, selectedId]);
  const items = virtualizer.getVirtualItems();
  const wanted = [keys.focusedId, selectedId].find((id) => id !== null && ids.includes(id)) ?? ids[0];
  const tabStopId = items.some(({ key }) => key === wanted) ? wanted : items[0]?.key;
  return { items, height: virtualizer.getTotalSize(), keys, tabStopId };
}

function isWithin(scroll: HTMLElement | null, { start, end }: { start: number; end: number }): boolean {
  return scroll !== null && start >= scroll.scrollTop && end <= scroll.scrollTop + scroll.clientHeight;
}
