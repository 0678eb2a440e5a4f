"use client";

import { Tooltip } from "@mantine/core";
import { useCopy } from "./copy-text";
import { formatAgo } from "./format-duration";
import { formatAbsolute, formatShort, type TimeStyle } from "./format-time";
import { useTimeStyle } from "./preferences";
import styles from "./relative-time.module.css";
import { useRowTabIndex } from "./row-focus";
import { useNow } from "./use-now";

interface RelativeTimeProps {
  at: string | null;
  /** What to say when there is no time. */
  none?: string;
}

/** A time as the reader likes it; the absolute one with its zone on hover and focus, copied as ISO 8601 by a press. */
export function RelativeTime({ at, none = "never" }: RelativeTimeProps) {
  const now = useNow();
  const [style] = useTimeStyle();
  const tabIndex = useRowTabIndex();
  const { copied, copy } = useCopy();
  if (at === null) return <span className="muted">{none}</span>;
  const absolute = formatAbsolute(at, style === "utc" ? "utc" : "local");
  return (
    <Tooltip label={copied ? "Copied as ISO 8601" : absolute}>
      <button
        type="button"
        className={styles["time"]}
        tabIndex={tabIndex}
        onClick={(event) => {
          event.stopPropagation();
          copy(at, "Time");
        }}
      >
        <time dateTime={at}>{shown(at, style, now)}</time>
      </button>
    </Tooltip>
  );
}

function shown(at: string, style: TimeStyle, now: number | null): string {
  const atMs = Date.parse(at);
  if (style !== "relative" || now === null || Number.isNaN(atMs))
    return formatShort(at, style === "utc" ? "utc" : "local");
  return formatAgo(atMs, now);
}
