import { type BindableActivity, type Suggestion, suggestBindings } from "@/lib/analytics/binding-suggestions";
import { toPositions } from "@/lib/analytics/observed-order";
import type { BoundActivity, ModelDetails, ModelElementDetails, ModelSummary } from "@/lib/api/contract/models";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readBindingSaves, type StoredBinding } from "@/lib/store/model/bindings";
import { readModels, type StoredModel } from "@/lib/store/model/read-models";
import { activityId } from "../event-map-parts";
import { groupBy } from "../group-by";
import { isBindable } from "./bound-notes";
import { getModelVersion, readBindingsOf } from "./model-scope";
import { type ObservedActivity, readObservedActivities } from "./observed-activities";
import type { ModelDiagram } from "./read-model-diagram";
import { getStoredDiagram } from "./stored-diagram";

const SAVES_SHOWN = 20;

export async function listModels(sql: Sql): Promise<{ items: ModelSummary[] }> {
  return { items: (await readModels(sql)).map(toSummary) };
}

/** A version of a model, what its elements stand for, and what they may stand for. */
export async function getModelDetails(sql: Sql, name: string, version?: number): Promise<ModelDetails> {
  const model = await getModel(sql, name);
  const shown = getModelVersion(model, version);
  const of = { modelId: model.modelId, version: shown.version };
  const [bindings, saves, diagram, observed] = await Promise.all([
    readBindingsOf(sql, model, shown),
    readBindingSaves(sql, of, SAVES_SHOWN),
    getStoredDiagram(sql, of),
    readObservedActivities(sql),
  ]);
  return {
    ...toSummary(model),
    shownVersion: shown.version,
    origin: shown.origin,
    warnings: [...shown.warnings],
    bindingVersion: shown.bindingVersion,
    saves: saves.map((save) => ({ ...save, savedAt: save.savedAt.toISOString() })),
    elementDetails: toElements(diagram, bindings, observed.activities),
    activities: withUnseen(observed.activities, bindings),
    activitiesTruncated: observed.isTruncated,
    history: model.versions.map(({ version: number, createdAt, createdBy, origin }) => ({
      version: number,
      createdAt: createdAt.toISOString(),
      createdBy,
      origin,
    })),
  };
}

export async function getModel(sql: Sql, name: string): Promise<StoredModel> {
  const model = (await readModels(sql)).find((one) => one.name === name);
  if (model === undefined) throw new Failure("not-found", `There is no model "${name}".`);
  return model;
}

function toSummary({ name, archivedAt, versions }: StoredModel): ModelSummary {
  const [newest] = versions;
  return {
    id: name,
    name,
    version: newest?.version ?? 0,
    versions: versions.map(({ version }) => version),
    createdAt: (newest?.createdAt ?? new Date(0)).toISOString(),
    createdBy: newest?.createdBy ?? "",
    elements: newest?.elements ?? 0,
    bindings: newest?.bindings ?? 0,
    archivedAt: archivedAt?.toISOString() ?? null,
  };
}

function toElements(
  diagram: ModelDiagram,
  bindings: readonly StoredBinding[],
  activities: readonly ObservedActivity[],
): ModelElementDetails[] {
  const bound = groupBy(bindings, ({ elementId }) => elementId);
  const suggestions = suggestFor(diagram, activities);
  return diagram.elements.map(({ elementId, name, type, pool }) => ({
    elementId,
    name,
    type,
    pool,
    bindable: isBindable(type),
    activityIds: (bound.get(elementId) ?? []).map(({ activity }) => activityId(activity)),
    suggestions: [...(suggestions.get(elementId) ?? [])],
  }));
}

/** By likeness of names, by pool, and by the place in the diagram against the place in the observed order. */
export function suggestFor(
  { elements, flows }: Pick<ModelDiagram, "elements" | "flows">,
  activities: readonly BindableActivity[],
): ReadonlyMap<string, readonly Suggestion[]> {
  const positions = toPositions(
    elements.map(({ elementId }) => elementId),
    flows.map(({ from, to }) => ({ from, to, weight: 1 })),
  );
  const bindable = elements
    .filter(({ type }) => isBindable(type))
    .map((element) => ({ ...element, position: positions.get(element.elementId) ?? null }));
  return suggestBindings(bindable, activities);
}

/** What is bound is listed even when it was never seen: whoever unbinds it must find it. */
function withUnseen(observed: readonly ObservedActivity[], bindings: readonly StoredBinding[]): BoundActivity[] {
  const listed = new Map<string, BoundActivity>();
  for (const { position: _, activityId: __, ...activity } of observed) listed.set(activity.id, activity);
  for (const { activity } of bindings) {
    const id = activityId(activity);
    if (!listed.has(id)) listed.set(id, { id, ...activity, label: activity.name, count: 0 });
  }
  return [...listed.values()];
}
