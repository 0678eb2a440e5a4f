import { formatDuration } from "@/components/ui/format-duration";
import { formatAbsolute } from "@/components/ui/format-time";
import { hopWords } from "./hop-words";
import styles from "./sequence.module.css";
import { SequenceDrawing } from "./sequence-drawing";
import type { SequenceLane } from "./sequence-lanes";
import type { MessageRow, SequenceRow } from "./sequence-layout";
import { LANE_PX } from "./sequence-measures";

interface SequenceOptionProps {
  row: SequenceRow;
  lanes: readonly SequenceLane[];
  top: number;
  zone: "local" | "utc";
  isSelected: boolean;
  isTabStop: boolean;
  /** After the instant that the case is shown at. */
  isLater: boolean;
}

/** One arrow, or one note of what a process instance did by itself. */
export function SequenceOption({ row, lanes, top, zone, isSelected, isTabStop, isLater }: SequenceOptionProps) {
  const absolute = formatAbsolute(row.event.occurredAt, zone);
  const gap = row.isLongGap && row.gapMs !== null ? `waits ${formatDuration(row.gapMs)}` : null;
  return (
    <div
      role="option"
      aria-selected={isSelected}
      aria-label={[rowWords(row, lanes), absolute, gap, isLater ? "later than shown" : null].filter(Boolean).join(", ")}
      tabIndex={isTabStop ? 0 : -1}
      data-row-id={row.id}
      data-later={isLater}
      className={styles["item"]}
      style={{ transform: `translateY(${top}px)` }}
    >
      {gap === null ? null : (
        <span className={styles["gap"]} aria-hidden>
          {gap}
        </span>
      )}
      <span className={styles["row"]}>
        <time dateTime={row.event.occurredAt} title={absolute} className={styles["time"]}>
          <span>{/\d{2}:\d{2}:\d{2}\.\d{3}/.exec(absolute)?.[0] ?? absolute}</span>
          <span className="muted">
            {row.gapMs === null || row.gapMs === 0 || row.isLongGap ? "" : `+${formatDuration(row.gapMs)}`}
          </span>
        </time>
        <span className={styles["drawing"]} aria-hidden>
          <SequenceDrawing row={row} lanes={lanes.length} />
          <RowText row={row} lanes={lanes.length} />
        </span>
      </span>
    </div>
  );
}

function rowWords(row: SequenceRow, lanes: readonly SequenceLane[]): string {
  const name = (lane: number) =>
    `${lanes[lane]?.name ?? ""} ${lanes[lane]?.kind === "instance" ? lanes[lane].note : ""}`.trim();
  if (row.kind === "steps") return `${name(row.lane)} by itself: ${row.text}`;
  const title = `${row.event.title} from ${name(row.from)}`;
  return row.to === null
    ? `${title}, taken up by nobody so far`
    : `${title} to ${name(row.to)}, ${row.hop === null ? "" : `${hopWords(row.hop)}, `}${messageNote(row)}`;
}

function RowText({ row, lanes }: { row: SequenceRow; lanes: number }) {
  const { left, width } = textPlace(row, lanes);
  const title = row.kind === "steps" ? row.text : row.event.title;
  const note = row.kind === "steps" ? stepsNote(row.events.length) : messageNote(row);
  const why = row.kind === "message" && row.hop !== null ? `, ${hopWords(row.hop)}` : "";
  return (
    <span className={styles["text"]} data-kind={row.kind} style={{ left, width }} title={`${title}, ${note}${why}`}>
      <span>{title}</span>
      <span className="muted">{note}</span>
    </span>
  );
}

function stepsNote(count: number): string {
  return count === 1 ? "by itself" : `by itself, ${count} events`;
}

/** In short, for there is little room; the whole of it is in the row's words and on hover. */
function messageNote({ event, hop, afterMs }: MessageRow): string {
  if (hop === null) return [event.topic, "nobody took it up"].filter(Boolean).join(" · ");
  const way = event.topic ?? hopWords(hop);
  return afterMs === null ? way : `${way} · ${formatDuration(Math.max(0, afterMs))} later`;
}

const MARGIN = 12;

/** Above its arrow; beside the lifeline where there is none, and to the left of it where there is no room at the right. */
function textPlace(row: SequenceRow, lanes: number): { left: number; width: number } {
  const middle = (lane: number) => lane * LANE_PX + LANE_PX / 2;
  if (row.kind === "message" && row.to !== null && row.to !== row.from) {
    const left = Math.min(middle(row.from), middle(row.to)) + MARGIN;
    return { left, width: Math.abs(middle(row.to) - middle(row.from)) - 2 * MARGIN };
  }
  const lane = row.kind === "steps" ? row.lane : row.from;
  const isLast = lane === lanes - 1 && lane > 0;
  const left = isLast ? middle(lane) - LANE_PX + MARGIN : middle(lane) + MARGIN;
  return { left, width: lanes === 1 ? LANE_PX / 2 - MARGIN : LANE_PX - 2 * MARGIN };
}
