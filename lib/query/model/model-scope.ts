import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readBindings, type StoredBinding } from "@/lib/store/model/bindings";
import { readActivitiesByDigest, readProcessesOfActivities } from "@/lib/store/model/bound-activities";
import { readModels, type StoredModel, type StoredModelVersion } from "@/lib/store/model/read-models";
import { readProcessByName } from "@/lib/store/read/process-by-name";

/** A model with the processes that its cases are of. */
export type BoundScope = {
  readonly kind: "bound";
  readonly id: string;
  readonly model: StoredModel;
  readonly version: StoredModelVersion;
  readonly processIds: readonly number[];
  readonly definitions: readonly [];
};

/** The uploaded model of this name, in a version or the newest one; null when there is none, or it is archived. */
export async function readModelScope(sql: Sql, name: string, version?: number): Promise<BoundScope | null> {
  const model = (await readModels(sql)).find((one) => one.name === name);
  if (model === undefined || model.archivedAt !== null) return null;
  const shown = getModelVersion(model, version);
  const processIds = await readProcessIdsOf(sql, model, shown);
  return { kind: "bound", id: name, model, version: shown, processIds, definitions: [] };
}

export function getModelVersion(model: StoredModel, version?: number): StoredModelVersion {
  const found = model.versions.find((one) => version === undefined || one.version === version);
  if (found === undefined) throw new Failure("not-found", `The model "${model.name}" has no version ${version}.`);
  return found;
}

/** The process of the model's own name, else every process that one of its bound activities occurs in. */
export async function readProcessIdsOf(
  sql: Sql,
  model: StoredModel,
  version: StoredModelVersion,
): Promise<readonly number[]> {
  const own = await readProcessByName(sql, model.name);
  if (own !== null) return [own.processId];
  const known = await readActivitiesByDigest(sql, [
    ...new Set((await readBindingsOf(sql, model, version)).map(({ activityDigest }) => activityDigest)),
  ]);
  return readProcessesOfActivities(
    sql,
    known.map(({ activityId }) => activityId),
  );
}

/** The newest save of a version's bindings. */
export function readBindingsOf(
  sql: Sql,
  { modelId }: StoredModel,
  { version, bindingVersion }: StoredModelVersion,
): Promise<readonly StoredBinding[]> {
  return readBindings(sql, { modelId, version }, bindingVersion);
}
