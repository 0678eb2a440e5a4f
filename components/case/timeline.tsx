"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useEffect, useMemo, useRef } from "react";
import { ROW_HEIGHT, useDensity, useTimeStyle } from "@/components/ui/preferences";
import { useRowKeys } from "@/components/ui/table/use-row-keys";
import type { CaseEvent } from "@/lib/api/contract/cases";
import { rowIdOf } from "./row-id";
import styles from "./timeline.module.css";
import { TimelineOption } from "./timeline-row";
import { type TimelineRow, timelineOf } from "./timeline-rows";
import { separatorBefore } from "./timeline-separator";
import { useScrollToSought } from "./use-scroll-to-sought";

interface TimelineProps {
  events: readonly CaseEvent[];
  selectedEventId: string | null;
  /** Events of this element are marked, and the first is brought into sight when it changes. */
  linkedElementId: string | null;
  pointedElementId: string | null;
  onSelect: (event: CaseEvent) => void;
  onPoint: (event: CaseEvent | null) => void;
  /** An event was opened by press or Enter, not passed while walking. */
  onOpen: () => void;
  /** The instant that the case is shown at: later events are marked as such. */
  at: number | null;
}

/** All events of a case from top to bottom. Made for tens of thousands: only those in sight are in the document. */
export function Timeline({
  events,
  selectedEventId,
  linkedElementId,
  pointedElementId,
  onSelect,
  onPoint,
  onOpen,
  at,
}: TimelineProps) {
  const { rows, lanes } = useMemo(() => timelineOf(events), [events]);
  const zone = useZone();
  const separators = useMemo(() => rows.map((row, index) => separatorBefore(row, rows[index - 1], zone)), [rows, zone]);
  const scroll = useRef<HTMLDivElement>(null);
  const virtualizer = useTimelineVirtualizer(rows, separators, scroll);
  const scrollTo = (index: number, align: "auto" | "center") => virtualizer.scrollToIndex(index, { align });
  const walk = useTimelineKeys({ rows, scroll, scrollTo, selectedEventId, onSelect, onOpen });
  const items = virtualizer.getVirtualItems();
  const isInSight = (index: number) =>
    isWithin(
      scroll.current,
      items.find((item) => item.index === index),
    );
  useScrollToSought(rows, { linkedElementId, selectedEventId }, { isInSight, scrollTo });
  const tabStop = items.find(({ key }) => key === walk.tabStopId) ?? items[0];
  return (
    <div className={styles["frame"]}>
      <div ref={scroll} className={styles["scroll"]}>
        <TimelineListbox height={virtualizer.getTotalSize()} rows={rows} walk={walk} onPoint={onPoint}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const { id, elementId } = row.event;
            return (
              <TimelineOption
                key={id}
                row={row}
                laneBefore={rows[index - 1]?.lane ?? null}
                lanes={lanes}
                zone={zone}
                separator={separators[index] ?? null}
                top={start}
                isSelected={id === selectedEventId}
                isTabStop={index === tabStop?.index}
                isLater={at !== null && Date.parse(row.event.occurredAt) > at}
                isLinked={elementId !== null && (elementId === linkedElementId || elementId === pointedElementId)}
              />
            );
          })}
        </TimelineListbox>
      </div>
    </div>
  );
}

interface TimelineListboxProps {
  height: number;
  rows: readonly TimelineRow[];
  walk: ReturnType<typeof useTimelineKeys>;
  onPoint: (event: CaseEvent | null) => void;
  children: ReactNode;
}

/** One listener for all rows; pointing at one highlights its element in the diagram. */
function TimelineListbox({ height, rows, walk, onPoint, children }: TimelineListboxProps) {
  const point = (id: string | null) => onPoint(rows.find(({ event }) => event.id === id)?.event ?? null);
  return (
    <div
      role="listbox"
      aria-label="Events"
      className={styles["list"]}
      style={{ height }}
      onKeyDown={walk.keys.onKeyDown}
      onClick={(event) => walk.open(rowIdOf(event))}
      onFocus={({ target }) => walk.focus(target.dataset["rowId"] ?? null)}
      onMouseOver={(event) => point(rowIdOf(event))}
      onMouseLeave={() => point(null)}
    >
      {children}
    </div>
  );
}

function isWithin(scroll: HTMLElement | null, item: { start: number; end: number } | undefined): boolean {
  if (scroll === null || item === undefined) return false;
  return item.start >= scroll.scrollTop && item.end <= scroll.scrollTop + scroll.clientHeight;
}

function useZone(): "local" | "utc" {
  const [timeStyle] = useTimeStyle();
  return timeStyle === "utc" ? "utc" : "local";
}

const SEPARATOR_PX = 24;

function useTimelineVirtualizer(
  rows: readonly TimelineRow[],
  separators: readonly (string | null)[],
  scroll: RefObject<HTMLDivElement | null>,
) {
  const [density] = useDensity();
  const rowHeight = ROW_HEIGHT[density];
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => rowHeight + (separators[index] == null ? 0 : SEPARATOR_PX),
    getItemKey: (index) => rows[index]?.event.id ?? index,
    overscan: 10,
    initialRect: { width: 800, height: 500 },
  });
  useEffect(() => {
    if (rowHeight > 0 && separators.length >= 0) virtualizer.measure();
  }, [virtualizer, rowHeight, separators]);
  return virtualizer;
}

interface TimelineKeysOptions {
  rows: readonly TimelineRow[];
  scroll: RefObject<HTMLDivElement | null>;
  scrollTo: (index: number, align: "auto" | "center") => void;
  selectedEventId: string | null;
  onSelect: (event: CaseEvent) => void;
  onOpen: () => void;
}

/** One tab stop; arrows, j and k walk. Whoever has opened an event goes on reading while walking down the list. */
function useTimelineKeys({ rows, scroll, scrollTo, selectedEventId, onSelect, onOpen }: TimelineKeysOptions) {
  const ids = useMemo(() => rows.map(({ event }) => event.id), [rows]);
  const select = (id: string | null) => {
    const row = rows.find(({ event }) => event.id === id);
    if (row !== undefined) onSelect(row.event);
  };
  const open = (id: string | null) => {
    select(id);
    if (id !== null) onOpen();
  };
  const keys = useRowKeys({
    ids,
    container: scroll,
    scrollTo: (index) => scrollTo(index, "auto"),
    onOpen: open,
    onToggle: open,
    onKey: () => false,
  });
  const focus = (id: string | null) => {
    if (id === null) return;
    keys.onFocusRow(id);
    if (selectedEventId !== null && selectedEventId !== id) select(id);
  };
  const known = new Set(ids);
  const tabStopId = [keys.focusedId, selectedEventId].find((id) => id !== null && known.has(id)) ?? ids[0];
  return { keys, open, focus, tabStopId };
}
