import { type Activity, activityKey } from "@/lib/domain/activity";
import type { Sql } from "../database";

/** What an element of a model stands for. `activityDigest` is the activity's id that outlives a rebuild. */
export type StoredBinding = {
  readonly elementId: string;
  readonly activityDigest: string;
  readonly activity: Activity;
};
export type OfVersion = { readonly modelId: number; readonly version: number };

type Row = {
  element_id: string;
  activity_digest: string;
  kind: Activity["kind"];
  producer: string;
  name: string;
  channel: string;
};

/** The bindings of a version as they were saved; 0 is before the first save. */
export async function readBindings(
  sql: Sql,
  { modelId, version }: OfVersion,
  bindingVersion: number,
): Promise<readonly StoredBinding[]> {
  const { rows } = await sql.query<Row>(
    `select element_id, activity_digest::text, kind, producer, name, channel from model_binding
     where model_id = $1 and version = $2 and binding_version = $3
     order by element_id, kind, producer, name, channel`,
    [modelId, version, bindingVersion],
  );
  return rows.map(({ element_id, activity_digest, ...activity }) => ({
    elementId: element_id,
    activityDigest: activity_digest,
    activity,
  }));
}

export type BindingSave = {
  readonly bindingVersion: number;
  readonly savedAt: Date;
  readonly savedBy: string;
  readonly reason: string;
  readonly bindings: number;
};

/** Who saved them when, the newest first. */
export async function readBindingSaves(
  sql: Sql,
  { modelId, version }: OfVersion,
  limit: number,
): Promise<readonly BindingSave[]> {
  const { rows } = await sql.query(
    `select binding_version as "bindingVersion", saved_at as "savedAt", saved_by as "savedBy", reason, bindings
     from model_binding_version where model_id = $1 and version = $2 order by binding_version desc limit $3`,
    [modelId, version, limit],
  );
  return rows as BindingSave[];
}

type NewSave = {
  readonly of: OfVersion;
  /** The save that these were made from. */
  readonly basedOn: number;
  readonly savedBy: string;
  readonly reason: string;
  readonly bindings: readonly { readonly elementId: string; readonly activity: Activity }[];
};

/** The next save of a version's bindings; null when somebody else saved after the one that these were made from. */
export async function insertBindings(
  tx: Sql,
  { of, basedOn, savedBy, reason, bindings }: NewSave,
): Promise<number | null> {
  await tx.query("select from process_model_version where model_id = $1 and version = $2 for update", [
    of.modelId,
    of.version,
  ]);
  const { rows } = await tx.query<{ newest: number }>(
    "select coalesce(max(binding_version), 0) as newest from model_binding_version where model_id = $1 and version = $2",
    [of.modelId, of.version],
  );
  if (rows[0]?.newest !== basedOn) return null;
  const place = [of.modelId, of.version, basedOn + 1];
  await tx.query(
    `insert into model_binding_version (model_id, version, binding_version, bindings, saved_by, reason)
     values ($1, $2, $3, $4, $5, $6)`,
    [...place, bindings.length, savedBy, reason],
  );
  await tx.query(
    `insert into model_binding (model_id, version, binding_version, element_id, activity_digest, kind, producer, name, channel)
     select $1, $2, $3, element_id, md5(words)::uuid, kind, producer, name, channel
     from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
       as given (element_id, words, kind, producer, name, channel)
     on conflict do nothing`,
    [
      ...place,
      bindings.map(({ elementId }) => elementId),
      bindings.map(({ activity }) => activityKey(activity)),
      bindings.map(({ activity }) => activity.kind),
      bindings.map(({ activity }) => activity.producer),
      bindings.map(({ activity }) => activity.name),
      bindings.map(({ activity }) => activity.channel),
    ],
  );
  return basedOn + 1;
}
