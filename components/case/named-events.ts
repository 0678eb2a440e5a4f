import type { CaseEvent, CaseStory, ProcessInstance } from "@/lib/api/contract/cases";

type NameOf = (elementId: string) => string | null;
type Shown = Pick<ProcessInstance, "processInstanceKey"> | null;
type Told = { elementId: string | null; processInstanceKey: string | null };

/** Engines speak of elements by id; people know them by the name that the diagram gives them. */
export function namedEvents(events: readonly CaseEvent[], instance: Shown, nameOf: NameOf): readonly CaseEvent[] {
  return events.map((event) => {
    const title = named(event.title, event, instance, nameOf);
    return title === event.title ? event : { ...event, title };
  });
}

export function namedWaits(waits: CaseStory["waitsFor"], instance: Shown, nameOf: NameOf): CaseStory["waitsFor"] {
  return waits.map((wait) => ({ ...wait, text: named(wait.text, wait, instance, nameOf) }));
}

/** Only with the names of the diagram that is shown: another process may use the same ids for other things. */
function named(text: string, { elementId, processInstanceKey }: Told, instance: Shown, nameOf: NameOf): string {
  if (elementId === null || processInstanceKey !== instance?.processInstanceKey) return text;
  const name = nameOf(elementId);
  return name === null ? text : text.replace(elementId, () => name);
}
