import type { CaseEvent, CaseStory, ProcessInstance } from "@/lib/api/contract/cases";

type NameOf = (elementId: string) => string | null;
/** Keys of the process instances that run on the diagram that is shown. */
type Shown = ReadonlySet<string>;
type Told = { elementId: string | null; processInstanceKey: string | null };

/** Engines speak of elements by id; people know them by the name that the diagram gives them. */
export function namedEvents(events: readonly CaseEvent[], shown: Shown, nameOf: NameOf): readonly CaseEvent[] {
  return events.map((event) => {
    const title = named(event.title, event, shown, nameOf);
    return title === event.title ? event : { ...event, title };
  });
}

export function namedWaits(waits: CaseStory["waitsFor"], shown: Shown, nameOf: NameOf): CaseStory["waitsFor"] {
  return waits.map((wait) => ({ ...wait, text: named(wait.text, wait, shown, nameOf) }));
}

/** Only with the names of the diagram that is shown: another process may use the same ids for other things. */
function named(text: string, { elementId, processInstanceKey }: Told, shown: Shown, nameOf: NameOf): string {
  if (elementId === null || processInstanceKey === null || !shown.has(processInstanceKey)) return text;
  const name = nameOf(elementId);
  return name === null ? text : text.replace(elementId, () => name);
}

/** An instance that was done twice has the same diagram as the one that is shown. */
export function onSameDiagram(instances: readonly ProcessInstance[], shown: ProcessInstance | null): Shown {
  const alike = instances.filter(
    ({ processId, version }) => processId === shown?.processId && version === shown.version,
  );
  return new Set(alike.map(({ processInstanceKey }) => processInstanceKey));
}
