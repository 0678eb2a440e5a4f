import type { Event } from "@/lib/domain/event";
import { compareEventOrder, compareText } from "@/lib/domain/event-order";

/** Events in canonical order, each id once: of repeats the first in that order counts. */
export function toTrace(events: readonly Event[]): readonly Event[] {
  if (events.length < 2 || isTrace(events)) return events;
  const seen = new Set<string>();
  return [...events]
    .sort((a, b) => compareEventOrder(a, b) || compareText(a.id, b.id))
    .filter(({ id }) => {
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
}

/** Up to here comparing each with each costs less than a set. */
const FEW_EVENTS = 12;

/** Whether a few events are in that order already, and none a repeat, as they mostly come. */
function isTrace(events: readonly Event[]): boolean {
  if (events.length > FEW_EVENTS) return false;
  let before = events[0];
  for (let place = 1; place < events.length; place += 1) {
    const event = events[place];
    if (before === undefined || event === undefined || compareEventOrder(before, event) >= 0) return false;
    if (isAmong(events, place, event.id)) return false;
    before = event;
  }
  return true;
}

function isAmong(events: readonly Event[], until: number, id: string): boolean {
  for (let place = 0; place < until; place += 1) if (events[place]?.id === id) return true;
  return false;
}
