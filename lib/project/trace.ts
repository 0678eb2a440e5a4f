import type { Event } from "@/lib/domain/event";
import { compareEventOrder, compareText } from "@/lib/domain/event-order";

/** Events in canonical order, each id once: of repeats the first in that order counts. */
export function toTrace(events: readonly Event[]): readonly Event[] {
  if (events.length < 2) return events;
  const seen = new Set<string>();
  return [...events]
    .sort((a, b) => compareEventOrder(a, b) || compareText(a.id, b.id))
    .filter(({ id }) => {
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
}
