import { formatDuration } from "@/components/ui/format-duration";
import { formatAbsolute } from "@/components/ui/format-time";
import { kindOf } from "./event-icon";
import styles from "./timeline.module.css";
import { isEngineEvent, type Lane, type TimelineRow } from "./timeline-rows";

interface TimelineOptionProps {
  row: TimelineRow;
  laneBefore: number | null;
  lanes: readonly Lane[];
  zone: "local" | "utc";
  separator: string | null;
  top: number;
  isSelected: boolean;
  isTabStop: boolean;
  /** Belongs to the element that is selected or pointed at in the diagram. */
  isLinked: boolean;
  /** After the instant that the case is shown at. */
  isLater: boolean;
}

/** One event in one line: who, when, how long after the one before, what. */
export function TimelineOption({ row, laneBefore, lanes, zone, separator, top, ...state }: TimelineOptionProps) {
  const { event } = row;
  const { words, Icon, tone } = kindOf(event.kind);
  const absolute = formatAbsolute(event.occurredAt, zone);
  return (
    <div
      role="option"
      aria-selected={state.isSelected}
      aria-label={optionLabel(row, absolute, separator) + (state.isLater ? ", later than shown" : "")}
      tabIndex={state.isTabStop ? 0 : -1}
      data-row-id={event.id}
      data-linked={state.isLinked}
      data-later={state.isLater}
      className={styles["item"]}
      style={{ transform: `translateY(${top}px)` }}
    >
      {separator === null ? null : (
        <span className={styles["separator"]} aria-hidden>
          <Rail count={lanes.length} />
          <span>{separator}</span>
        </span>
      )}
      <span className={styles["row"]}>
        <Rail count={lanes.length} lane={row.lane} laneBefore={laneBefore} isEngine={isEngineEvent(event)} />
        <time dateTime={event.occurredAt} title={absolute} className={styles["time"]}>
          {timeOfDay(absolute)}
        </time>
        <span className={styles["gap"]}>{gapWords(row)}</span>
        <span className={styles["icon"]} data-tone={tone} title={words}>
          <Icon size={15} aria-hidden />
        </span>
        <span className={styles["title"]} data-engine={isEngineEvent(event)} data-tone={tone}>
          {event.title}
        </span>
        <span className={styles["producer"]}>{event.producer}</span>
      </span>
    </div>
  );
}

function optionLabel({ event, gapMs }: TimelineRow, absolute: string, separator: string | null): string {
  const later = gapMs === null ? [] : [gapMs < 0 ? "before the previous one" : `${formatDuration(gapMs)} later`];
  const parts = [event.title, kindOf(event.kind).words, event.producer, absolute, ...later, separator ?? ""];
  return parts.filter((part) => part !== "").join(", ");
}

/** Nothing for no gap, and nothing for a long one: that stands above the row. */
function gapWords({ gapMs, isLongGap }: TimelineRow): string {
  if (gapMs === null || gapMs === 0 || isLongGap) return "";
  return `${gapMs < 0 ? "" : "+"}${formatDuration(gapMs)}`;
}

function timeOfDay(absolute: string): string {
  return /\d{2}:\d{2}:\d{2}\.\d{3}/.exec(absolute)?.[0] ?? absolute;
}

interface RailProps {
  count: number;
  lane?: number;
  laneBefore?: number | null;
  isEngine?: boolean;
}

const LANE_PX = 14;

/** A lane for each producer, and a line across where one hands over to another. */
function Rail({ count, lane, laneBefore = null, isEngine = false }: RailProps) {
  const middle = (index: number) => index * LANE_PX + LANE_PX / 2;
  const from = Math.min(lane ?? 0, laneBefore ?? lane ?? 0);
  const to = Math.max(lane ?? 0, laneBefore ?? lane ?? 0);
  return (
    <span aria-hidden className={styles["rail"]} style={{ width: count * LANE_PX }}>
      {from === to ? null : (
        <span className={styles["across"]} style={{ left: middle(from), width: middle(to) - middle(from) }} />
      )}
      {lane === undefined ? null : (
        <span className={styles["dot"]} data-engine={isEngine} style={{ left: middle(lane) }} />
      )}
    </span>
  );
}
