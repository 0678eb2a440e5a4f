import type { Activity } from "./activity";

type Kind = Activity["kind"];
export type InternedActivities = (producer: string, name: string, channel: string) => Activity;

const MAX_REMEMBERED = 20_000;

/**
 * Gives equal activities of one kind as one object, so that whoever comes behind finds what belongs to them by identity and
 * joins no texts. A sender that puts ids into its type names does not fill the memory: it gets objects of its own.
 */
export function internActivities(kind: Kind): InternedActivities {
  const channels = new Map<string, Map<string, Map<string, Activity>>>();
  let remembered = 0;
  return (producer, name, channel) => {
    const known = channels.get(channel)?.get(producer)?.get(name);
    if (known !== undefined) return known;
    const activity: Activity = { kind, producer, name, channel };
    if (remembered < MAX_REMEMBERED) {
      child(child(channels, channel), producer).set(name, activity);
      remembered += 1;
    }
    return activity;
  };
}

function child<Value>(parent: Map<string, Map<string, Value>>, name: string): Map<string, Value> {
  const known = parent.get(name);
  if (known !== undefined) return known;
  const made = new Map<string, Value>();
  parent.set(name, made);
  return made;
}
