import { type Activity, activityKey } from "@/lib/domain/activity";
import { toSourceName } from "@/lib/domain/identifiers";
import { type DefinitionIdentity, definitionIdentityKey } from "@/lib/domain/process-definition";
import type { Sql } from "../database";
import { createDictionary, type DictionarySpec } from "./dictionary";
import type { Words } from "./event-row";

/** What a batch speaks of. */
export type Vocabulary = {
  readonly activities: Iterable<Activity>;
  readonly definitions: Iterable<DefinitionIdentity>;
  readonly processes: Iterable<string>;
};

/** Numbers for words, kept in memory: a landscape has thousands, its events are millions. */
export type Dictionaries = Words & {
  /** Makes sure that every word has a number. */
  learn(vocabulary: Vocabulary): Promise<void>;
  /** Makes sure that the words of these numbers are known. */
  recall(numbers: { readonly activityIds: Iterable<number>; readonly definitionIds: Iterable<number> }): Promise<void>;
  activityId(activity: Activity): number;
  definitionId(definition: DefinitionIdentity): number;
  processId(process: string): number;
};

/**
 * `sql` must be a connection of its own, outside of any batch's transaction: a word that a batch brings is committed at
 * once, so that no worker waits for another's batch, and it does no harm when that batch is rolled back.
 */
export function createDictionaries(sql: Sql): Dictionaries {
  const activities = createDictionary({ sql, ...ACTIVITIES });
  const definitions = createDictionary({ sql, ...DEFINITIONS });
  const processes = createDictionary({ sql, ...PROCESSES });
  return {
    learn: async (vocabulary) => {
      await activities.learn(vocabulary.activities);
      await definitions.learn(vocabulary.definitions);
      await processes.learn(vocabulary.processes);
    },
    recall: async ({ activityIds, definitionIds }) => {
      await activities.recall(activityIds);
      await definitions.recall(definitionIds);
    },
    activityId: activities.idOf,
    definitionId: definitions.idOf,
    processId: processes.idOf,
    activity: activities.wordOf,
    definition: definitions.wordOf,
  };
}

const ACTIVITIES: DictionarySpec<Activity> = {
  keyOf: activityKey,
  read: "select activity_id as id, digest::text as digest from activity where digest = any($1::uuid[])",
  insert: `insert into activity (kind, producer, name, channel)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) on conflict do nothing`,
  columns: ({ kind, producer, name, channel }) => [kind, producer, name, channel],
  recall: "select activity_id as id, kind, producer, name, channel from activity where activity_id = any($1::int[])",
  toWord: (row) => ({
    kind: row["kind"] === "element" ? "element" : "event",
    producer: String(row["producer"]),
    name: String(row["name"]),
    channel: String(row["channel"]),
  }),
};

const DEFINITIONS: DictionarySpec<DefinitionIdentity> = {
  keyOf: definitionIdentityKey,
  read: "select definition_id as id, digest::text as digest from process_definition where digest = any($1::uuid[])",
  insert: `insert into process_definition (source, tenant, bpmn_process_id, version)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::int[]) on conflict do nothing`,
  columns: ({ source, tenant, bpmnProcessId, version }) => [source, tenant, bpmnProcessId, version],
  recall: `select definition_id as id, source, tenant, bpmn_process_id, version from process_definition
    where definition_id = any($1::int[])`,
  toWord: (row) => ({
    source: toSourceName(String(row["source"])),
    tenant: String(row["tenant"]),
    bpmnProcessId: String(row["bpmn_process_id"]),
    version: Number(row["version"]),
  }),
};

/** Processes are few, and have no digest of their own. */
const PROCESSES: DictionarySpec<string> = {
  keyOf: (name) => name,
  read: "select process_id as id, md5(name)::uuid::text as digest from process where md5(name)::uuid = any($1::uuid[])",
  insert: "insert into process (name) select * from unnest($1::text[]) on conflict do nothing",
  columns: (name) => [name],
  recall: "select process_id as id, name from process where process_id = any($1::int[])",
  toWord: (row) => String(row["name"]),
};
