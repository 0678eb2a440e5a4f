import { IconAlertTriangle } from "@tabler/icons-react";
import { formatDuration } from "@/components/ui/format-duration";
import { formatAbsolute } from "@/components/ui/format-time";
import styles from "./gantt.module.css";
import type { GanttPart, GanttRow } from "./gantt-rows";
import type { Span } from "./gantt-span";

interface GanttOptionProps {
  row: GanttRow;
  span: Span;
  top: number;
  zone: "local" | "utc";
  /** The instant that the case is shown at. */
  at: number | null;
  isSelected: boolean;
  isTabStop: boolean;
}

/** One bar: how long somebody had the case, and into what the time went. */
export function GanttOption({ row, span, top, zone, at, isSelected, isTabStop }: GanttOptionProps) {
  const words = rowWords(row, zone);
  return (
    <div
      role="option"
      aria-selected={isSelected}
      aria-label={words}
      title={words}
      tabIndex={isTabStop ? 0 : -1}
      data-row-id={row.id}
      data-kind={row.kind}
      className={styles["item"]}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span className={styles["label"]} style={row.level === 0 ? undefined : { paddingLeft: indentOf(row) }}>
        <span>{row.label}</span> <span className="muted">{row.kind === "visit" ? "" : row.note}</span>
      </span>
      <span className={styles["lane"]} aria-hidden>
        <Bar row={row} span={span} />
        {row.marks.map((mark, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a service may speak twice in a millisecond
          <Mark key={index} at={mark} span={span} />
        ))}
        {at === null || at < span.from || at > span.to ? null : (
          <span className={styles["now"]} style={{ left: `${shareOf(at, span) * 100}%` }} />
        )}
      </span>
    </div>
  );
}

/** A visit stands in by itself already; deeper than some levels nothing is told apart any more. */
function indentOf({ level }: GanttRow): number {
  return 26 + 12 * Math.min(6, level);
}

function Bar({ row, span }: { row: GanttRow; span: Span }) {
  if (row.kind === "producer" || row.to < span.from || row.from > span.to) return null;
  if (row.kind === "reaction" && row.from === row.to) return null;
  return (
    <>
      <span
        className={styles["whole"]}
        data-open={row.isOpen}
        data-canceled={row.isCanceled}
        style={placeOf(row, span)}
      />
      {row.parts
        .filter(({ from, to }) => to >= span.from && from <= span.to)
        .map((part) => (
          <span
            key={`${part.kind} ${part.from} ${part.text}`}
            className={styles["part"]}
            data-kind={part.kind}
            style={placeOf(part, span)}
          >
            {part.kind === "stopped" ? <IconAlertTriangle size={12} /> : null}
          </span>
        ))}
    </>
  );
}

function Mark({ at, span }: { at: number; span: Span }) {
  if (at < span.from || at > span.to) return null;
  return <span className={styles["mark"]} style={{ left: `${shareOf(at, span) * 100}%` }} />;
}

function shareOf(instant: number, { from, to }: Span): number {
  return (instant - from) / (to - from);
}

function placeOf({ from, to }: Span, span: Span) {
  const [left, right] = [Math.max(0, shareOf(from, span)), Math.min(1, shareOf(to, span))];
  return { left: `${left * 100}%`, width: `${(right - left) * 100}%` };
}

function rowWords(row: GanttRow, zone: "local" | "utc"): string {
  const from = formatAbsolute(new Date(row.from).toISOString(), zone);
  if (row.kind === "producer") return `${row.label}, ${row.note}, said ${row.marks.length} things, the first ${from}`;
  const length = formatDuration(row.to - row.from);
  if (row.kind === "reaction")
    return [row.label, row.note === "" ? "" : `${length} ${row.note}`, from].filter(Boolean).join(", ");
  const end = row.isOpen ? `going on for ${length}` : `${row.isCanceled ? "canceled after" : "took"} ${length}`;
  return [row.label, row.note, `from ${from}`, end, ...row.parts.map(partWords)].filter(Boolean).join(", ");
}

function partWords({ kind, from, to, text }: GanttPart): string {
  const length = formatDuration(to - from);
  switch (kind) {
    case "waiting":
      return `waits ${length} for ${text}`;
    case "service":
      return `${length} with ${text}`;
    case "job":
      return `${length} in all as job ${text}`;
    case "stopped":
      return `stopped ${length} by an incident: ${text}`;
  }
}
