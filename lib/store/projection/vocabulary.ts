import type { Activity } from "@/lib/domain/activity";
import type { Event } from "@/lib/domain/event";
import type { DefinitionIdentity } from "@/lib/domain/process-definition";
import type { ProjectedBatch } from "@/lib/project/batch";
import type { RollupKey } from "@/lib/project/contribution";
import type { Vocabulary } from "./dictionaries";

/** Every word that a batch writes: of its events, of its cases, and of what it adds to the rollups. */
export function vocabularyOf(events: readonly Event[], { cases, change, variantNodes }: ProjectedBatch): Vocabulary {
  const activities: Activity[] = variantNodes.map(({ activity }) => activity);
  const definitions: DefinitionIdentity[] = [];
  const processes = new Set<string>();
  for (const event of events) {
    if ("activity" in event) activities.push(event.activity);
    if ("definition" in event) definitions.push(event.definition);
  }
  for (const { key } of change.values()) addWordsOfKey(key, { activities, definitions, processes });
  for (const { state, instances, incidents, openElements } of cases) {
    processes.add(state.process ?? "");
    if (state.lastActivity !== null) activities.push(state.lastActivity.activity);
    for (const { definition } of [...instances, ...incidents, ...openElements]) definitions.push(definition);
  }
  return { activities, definitions, processes };
}

type Words = {
  readonly activities: Activity[];
  readonly definitions: DefinitionIdentity[];
  readonly processes: Set<string>;
};

function addWordsOfKey(key: RollupKey, { activities, definitions, processes }: Words): void {
  if ("process" in key) processes.add(key.process);
  if ("definition" in key) definitions.push(key.definition);
  if ("activity" in key) activities.push(key.activity);
  if ("from" in key) activities.push(key.from, key.to);
}
