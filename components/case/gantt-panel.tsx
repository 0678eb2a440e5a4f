"use client";

import { Button } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconZoomIn, IconZoomOut } from "@tabler/icons-react";
import { useMemo, useRef } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDuration } from "@/components/ui/format-duration";
import { formatAbsolute } from "@/components/ui/format-time";
import { IconButton } from "@/components/ui/icon-button";
import { ROW_HEIGHT, useDensity, useTimeStyle } from "@/components/ui/preferences";
import type { CaseStory } from "@/lib/api/contract/cases";
import styles from "./gantt.module.css";
import { axisTicks, type Tick } from "./gantt-axis";
import { GanttOption } from "./gantt-row";
import { type GanttRow, ganttOf } from "./gantt-rows";
import { moveSpan, type Span, spanAround, zoomSpan } from "./gantt-span";
import { rowIdOf } from "./row-id";
import type { CaseUrl } from "./use-case-url";
import { useStoryRows } from "./use-story-rows";

interface GanttPanelProps {
  story: CaseStory;
  url: CaseUrl;
  nameOf: (elementId: string) => string | null;
}

/** Who had the case when, and what the time went into. */
export function GanttPanel({ story, url, nameOf }: GanttPanelProps) {
  const { rows, whole } = useMemo(() => ganttOf(story, nameOf), [story, nameOf]);
  const zoom = useZoom(url, whole);
  const [timeStyle] = useTimeStyle();
  const zone = timeStyle === "utc" ? "utc" : "local";
  const selected = useMemo(() => selectedRow(rows, story, url), [rows, story, url]);
  const open = (id: string | null) => {
    const row = rows.find((each) => each.id === id);
    const event = story.trace.find((each) => each.id === row?.eventId);
    if (event !== undefined) url.selectEvent(event);
    else if (row?.processInstanceKey) url.goTo(row);
  };
  if (rows.length === 0) return <EmptyState title="Nothing to draw yet">The case has no events.</EmptyState>;
  return (
    <>
      <ZoomBar zoom={zoom} zone={zone} selected={selected} />
      <Chart rows={rows} zoom={zoom} zone={zone} at={url.at} selected={selected} onOpen={open} />
      <Legend />
    </>
  );
}

interface ChartProps {
  rows: readonly GanttRow[];
  zoom: Zoom;
  zone: "local" | "utc";
  at: number | null;
  selected: GanttRow | null;
  onOpen: (id: string | null) => void;
}

function Chart({ rows, zoom, zone, at, selected, onOpen }: ChartProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const [density] = useDensity();
  const list = useStoryRows({
    ids: useMemo(() => rows.map(({ id }) => id), [rows]),
    scroll,
    sizeOf: () => ROW_HEIGHT[density],
    selectedId: selected?.id ?? null,
    onOpen,
    onKey: zoom.onKey,
    paddingStart: 30,
  });
  return (
    <div ref={scroll} className={styles["scroll"]}>
      <Axis span={zoom.span} zone={zone} />
      <div
        role="listbox"
        aria-label="Gantt"
        className={styles["list"]}
        style={{ height: list.height }}
        onKeyDown={list.keys.onKeyDown}
        onClick={(event) => onOpen(rowIdOf(event))}
        onFocus={({ target }) => list.keys.onFocusRow(target.dataset["rowId"] ?? "")}
      >
        {list.items.map(({ index, start, key }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <GanttOption
              key={key}
              row={row}
              span={zoom.span}
              top={start}
              zone={zone}
              at={at}
              isSelected={row === selected}
              isTabStop={key === list.tabStopId}
            />
          );
        })}
      </div>
    </div>
  );
}

function selectedRow(rows: readonly GanttRow[], { trace }: CaseStory, url: CaseUrl): GanttRow | null {
  const event = trace.find(({ id }) => id === url.event);
  if (event === undefined) return null;
  const visitId = `${event.processInstanceKey} ${event.elementInstanceKey}`;
  return (
    rows.find(({ id }) => id === event.id || id === visitId) ??
    rows.find(({ id }) => id === event.processInstanceKey) ??
    null
  );
}

type Zoom = ReturnType<typeof useZoom>;

function useZoom(url: CaseUrl, whole: Span) {
  const span = url.span === null ? whole : clipped(url.span, whole);
  const zoomBy = (factor: number) => url.setSpan(zoomSpan(span, factor, whole));
  const move = (share: number) => url.setSpan(moveSpan(span, share, whole));
  const actions = new Map([
    ["+", () => zoomBy(0.5)],
    ["-", () => zoomBy(2)],
    ["0", () => url.setSpan(null)],
    ["ArrowLeft", () => move(-0.25)],
    ["ArrowRight", () => move(0.25)],
  ]);
  const onKey = (key: string) => {
    actions.get(key)?.();
    return actions.has(key);
  };
  return { span, whole, zoomBy, move, show: (to: Span | null) => url.setSpan(to), onKey };
}

/** A link may be of before the case went on, or of another. */
function clipped(span: Span, whole: Span): Span {
  const [from, to] = [Math.max(span.from, whole.from), Math.min(span.to, whole.to)];
  return from < to ? { from, to } : whole;
}

function ZoomBar({ zoom, zone, selected }: { zoom: Zoom; zone: "local" | "utc"; selected: GanttRow | null }) {
  const { span, whole, zoomBy, move, show } = zoom;
  const isWhole = span.from === whole.from && span.to === whole.to;
  const text = (instant: number) => formatAbsolute(new Date(instant).toISOString(), zone);
  return (
    <div className={styles["bar"]}>
      <IconButton label="Zoom in" onPress={() => zoomBy(0.5)}>
        <IconZoomIn size={16} />
      </IconButton>
      <IconButton label="Zoom out" onPress={() => zoomBy(2)} isDisabled={isWhole}>
        <IconZoomOut size={16} />
      </IconButton>
      <IconButton label="Earlier" onPress={() => move(-0.5)} isDisabled={span.from === whole.from}>
        <IconArrowLeft size={16} />
      </IconButton>
      <IconButton label="Later" onPress={() => move(0.5)} isDisabled={span.to === whole.to}>
        <IconArrowRight size={16} />
      </IconButton>
      <Button variant="default" disabled={isWhole} onClick={() => show(null)}>
        Whole case
      </Button>
      <Button
        variant="default"
        disabled={selected === null}
        onClick={() => show(selected && spanAround(selected, whole))}
      >
        Zoom to selected
      </Button>
      <span className="muted">
        {text(span.from)}, {formatDuration(span.to - span.from)}
      </span>
    </div>
  );
}

const TICKS_MAX = 7;
/** Further right there is no room for its text. */
const TICK_SHARE_MAX = 0.91;

function Axis({ span, zone }: { span: Span; zone: "local" | "utc" }) {
  const zoneMs = zone === "utc" ? 0 : -new Date(span.from).getTimezoneOffset() * 60_000;
  const ticks: readonly Tick[] = axisTicks(span, TICKS_MAX, zoneMs).filter(({ share }) => share <= TICK_SHARE_MAX);
  return (
    <div className={styles["axis"]} aria-hidden>
      <span className={styles["label"]}>{formatAbsolute(new Date(span.from).toISOString(), zone).slice(0, 10)}</span>
      <span className={styles["lane"]}>
        {ticks.map(({ at, text, share }) => (
          <span key={at} className={styles["tick"]} style={{ left: `${share * 100}%` }}>
            {text}
          </span>
        ))}
      </span>
    </div>
  );
}

const KINDS = [
  ["waiting", "waits"],
  ["service", "worked on by a person"],
  ["job", "a worker's job: the engine does not tell waiting from service"],
  ["stopped", "stopped by an incident"],
  ["plain", "not known in parts"],
] as const;

function Legend() {
  return (
    <p className={styles["legend"]}>
      {KINDS.map(([kind, words]) => (
        <span key={kind}>
          <i data-kind={kind} aria-hidden /> {words}
        </span>
      ))}
    </p>
  );
}
