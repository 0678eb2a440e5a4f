import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { Event } from "@/lib/domain/event";
import { compareText } from "@/lib/domain/event-order";
import type { EventId } from "@/lib/domain/identifiers";
import type { KeyStory } from "./story-facts";

/** Why these events are one case: each key with the events that carry it. */
export function tellKeys(trace: readonly Event[]): readonly KeyStory[] {
  const keys = new Map<string, { key: CorrelationKey; readonly eventIds: EventId[] }>();
  for (const { id, keys: carried } of trace) {
    for (const key of carried) {
      // A key that is shared in one event and a link in another ties only where it is a link.
      const text = `${key.role}\u001f${key.scope}\u001f${key.name}\u001f${key.value}`;
      const known = keys.get(text);
      if (known === undefined) {
        keys.set(text, { key, eventIds: [id] });
        continue;
      }
      if (key.priority < known.key.priority) known.key = key;
      if (known.eventIds.at(-1) !== id) known.eventIds.push(id);
    }
  }
  return Array.from(keys.values(), toKeyStory).sort(compareKeys);
}

function toKeyStory({ key, eventIds }: { key: CorrelationKey; eventIds: readonly EventId[] }): KeyStory {
  const { scope, name, value, role, priority } = key;
  return { scope, name, value, role, priority, eventIds };
}

function compareKeys(a: KeyStory, b: KeyStory): number {
  return (
    compareText(a.role, b.role) ||
    a.priority - b.priority ||
    compareText(a.name, b.name) ||
    compareText(a.value, b.value) ||
    compareText(a.scope, b.scope)
  );
}
