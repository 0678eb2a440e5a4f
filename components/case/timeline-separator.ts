import { formatDuration } from "@/components/ui/format-duration";
import { formatAbsolute } from "@/components/ui/format-time";
import type { TimelineRow } from "./timeline-rows";

/** What stands above an event: that a new day began, that much time went by; null for most. */
export function separatorBefore(
  row: TimelineRow,
  before: TimelineRow | undefined,
  zone: "local" | "utc",
): string | null {
  const day = dayOf(row, zone);
  const isNewDay = before === undefined || dayOf(before, zone) !== day;
  const wait = row.isLongGap && row.gapMs !== null ? `${formatDuration(row.gapMs)} went by` : null;
  const parts = [isNewDay ? day : null, wait].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" · ");
}

function dayOf({ event }: TimelineRow, zone: "local" | "utc"): string {
  return formatAbsolute(event.occurredAt, zone).slice(0, 10);
}
