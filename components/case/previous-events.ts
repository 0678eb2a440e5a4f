import type { CaseEvent } from "@/lib/api/contract/cases";
import { isEngineEvent } from "./timeline-rows";

export type Previous = {
  /** What both have: "activity", or a key. */
  readonly id: string;
  readonly words: string;
  readonly event: CaseEvent;
};

/** Events before this one to compare it with: the previous of the same activity, and of each of its keys. */
export function previousEvents(trace: readonly CaseEvent[], eventId: string): readonly Previous[] {
  const index = trace.findIndex(({ id }) => id === eventId);
  const event = trace[index];
  if (event === undefined) return [];
  const before = trace.slice(0, index);
  // An engine's record and what a service said have nothing in common but the key.
  const comparable = before.filter((each) => isEngineEvent(each) === isEngineEvent(event));
  const found: Previous[] = [];
  const alike = before.findLast((each) => activityText(each) === activityText(event));
  if (alike !== undefined) found.push({ id: "activity", words: "same activity", event: alike });
  for (const { name, value } of event.keys) {
    const carrier = comparable.findLast(({ keys }) => keys.some((key) => key.name === name && key.value === value));
    const id = `key ${name} ${value}`;
    if (carrier !== undefined && found.every((each) => each.id !== id)) {
      found.push({ id, words: `same ${name}`, event: carrier });
    }
  }
  return found;
}

/** An element is the same activity in every instance of its process, and is only like itself in the same part of its life. */
function activityText({ kind, producer, activity, elementId, title }: CaseEvent): string {
  return `${kind}\u001f${producer}\u001f${elementId ?? activity ?? title}`;
}
