import type { Activity } from "@/lib/domain/activity";
import type { Event } from "@/lib/domain/event";
import type { DefinitionIdentity } from "@/lib/domain/process-definition";
import type { ProjectedBatch, ProjectedCase } from "@/lib/project/batch";
import type { RollupKey } from "@/lib/project/contribution";
import type { Vocabulary } from "./dictionaries";

/** Every word that a batch writes: of its events, of its cases, and of what it adds to the rollups. */
export function vocabularyOf(events: readonly Event[], { cases, change, variantNodes }: ProjectedBatch): Vocabulary {
  const words: Words = { activities: new Set(), definitions: new Set(), processes: new Set() };
  for (const { activity } of variantNodes) words.activities.add(activity);
  for (const event of events) {
    if ("activity" in event) words.activities.add(event.activity);
    if ("definition" in event) words.definitions.add(event.definition);
  }
  for (const { key } of change.values()) addWordsOfKey(key, words);
  for (const theCase of cases) addWordsOfCase(theCase, words);
  return words;
}

function addWordsOfCase({ state, instances, incidents, openElements }: ProjectedCase, words: Words): void {
  words.processes.add(state.process ?? "");
  if (state.lastActivity !== null) words.activities.add(state.lastActivity.activity);
  for (const { definition } of instances) words.definitions.add(definition);
  for (const { definition } of incidents) words.definitions.add(definition);
  for (const { definition } of openElements) words.definitions.add(definition);
}

type Words = {
  readonly activities: Set<Activity>;
  readonly definitions: Set<DefinitionIdentity>;
  readonly processes: Set<string>;
};

function addWordsOfKey(key: RollupKey, { activities, definitions, processes }: Words): void {
  if ("process" in key) processes.add(key.process);
  if ("definition" in key) definitions.add(key.definition);
  if ("activity" in key) activities.add(key.activity);
  if ("from" in key) activities.add(key.from).add(key.to);
}
