"use client";

import { useMemo, useRef } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { useTimeStyle } from "@/components/ui/preferences";
import type { CaseStory } from "@/lib/api/contract/cases";
import { rowIdOf } from "./row-id";
import styles from "./sequence.module.css";
import type { SequenceLane } from "./sequence-lanes";
import { type SequenceRow, sequenceOf } from "./sequence-layout";
import { GAP_PX, LANE_PX, ROW_PX } from "./sequence-measures";
import { SequenceOption } from "./sequence-row";
import type { CaseUrl } from "./use-case-url";
import { useStoryRows } from "./use-story-rows";

interface SequencePanelProps {
  story: CaseStory;
  url: CaseUrl;
}

/** Who said what to whom, and over which topic: services and process instances side by side, time from top to bottom. */
export function SequencePanel({ story, url }: SequencePanelProps) {
  const { trace, hops, processInstances } = story;
  const { lanes, rows } = useMemo(() => sequenceOf({ trace, hops, processInstances }), [trace, hops, processInstances]);
  const scroll = useRef<HTMLDivElement>(null);
  const [timeStyle] = useTimeStyle();
  const selected = useMemo(() => rows.find((row) => isOf(row, url.event))?.id ?? null, [rows, url.event]);
  const open = (id: string | null) => {
    const row = rows.find((each) => each.id === id);
    if (row !== undefined) url.selectEvent(row.event);
  };
  const list = useStoryRows({
    ids: useMemo(() => rows.map(({ id }) => id), [rows]),
    scroll,
    sizeOf: (index) => ROW_PX + (rows[index]?.isLongGap ? GAP_PX : 0),
    selectedId: selected,
    onOpen: open,
    paddingStart: HEAD_PX,
  });
  if (rows.length === 0) return <EmptyState title="Nobody has said anything yet">The case has no events.</EmptyState>;
  return (
    <>
      <div ref={scroll} className={styles["scroll"]}>
        <div className={styles["canvas"]} style={{ width: TIME_PX + lanes.length * LANE_PX }}>
          <LaneHeads lanes={lanes} />
          <div
            role="listbox"
            aria-label="Sequence of events"
            className={styles["list"]}
            style={{ height: list.height }}
            onKeyDown={list.keys.onKeyDown}
            onClick={(event) => open(rowIdOf(event))}
            onFocus={({ target }) => list.keys.onFocusRow(target.dataset["rowId"] ?? "")}
          >
            {list.items.map(({ index, start, key }) => {
              const row = rows[index];
              return row === undefined ? null : (
                <SequenceOption
                  key={key}
                  row={row}
                  lanes={lanes}
                  top={start}
                  zone={timeStyle === "utc" ? "utc" : "local"}
                  isSelected={isOf(row, url.event)}
                  isTabStop={key === list.tabStopId}
                  isLater={url.at !== null && Date.parse(row.event.occurredAt) > url.at}
                />
              );
            })}
          </div>
        </div>
      </div>
      <Legend />
    </>
  );
}

const HEAD_PX = 46;
const TIME_PX = 96;

function isOf(row: SequenceRow, eventId: string | null): boolean {
  if (eventId === null) return false;
  return row.event.id === eventId || (row.kind === "steps" && row.events.some(({ id }) => id === eventId));
}

/** They stay in sight while one scrolls; each row says its names itself, so that nobody has to hear them twice. */
function LaneHeads({ lanes }: { lanes: readonly SequenceLane[] }) {
  return (
    <div className={styles["heads"]} aria-hidden>
      <span className={styles["corner"]} />
      {lanes.map((lane) => (
        <span
          key={`${lane.kind} ${lane.name} ${lane.note}`}
          className={styles["head"]}
          data-kind={lane.kind}
          title={lane.name}
        >
          <strong>{lane.name}</strong>
          <span>{lane.note}</span>
        </span>
      ))}
    </div>
  );
}

function Legend() {
  return (
    <p className={styles["legend"]}>
      <span>
        <i data-line="solid" aria-hidden /> solid: taken up, as a message, key, job or call in the events says
      </span>
      <span>
        <i data-line="dashed" aria-hidden /> dashed: nothing says so, but it came next
      </span>
      <span>
        <i data-line="bar" aria-hidden /> bar: a process instance runs; what it did by itself stands beside it
      </span>
    </p>
  );
}
