import type { ModelDetails } from "@/lib/api/contract/models";

/** What each element stands for, while it is being changed: ids of activities by element id. Elements without any are absent. */
export type Draft = ReadonlyMap<string, ReadonlySet<string>>;
type Bound = Pick<ModelDetails, "elementDetails">;
type Pair = { readonly elementId: string; readonly activityId: string };

export function toDraft({ elementDetails }: Bound): Draft {
  const bound = elementDetails.filter(({ activityIds }) => activityIds.length > 0);
  return new Map(bound.map(({ elementId, activityIds }) => [elementId, new Set(activityIds)]));
}

/** Binds what was not bound, and the other way round. */
export function toggled(draft: Draft, { elementId, activityId }: Pair): Draft {
  const ids = new Set(draft.get(elementId));
  if (!ids.delete(activityId)) ids.add(activityId);
  const next = new Map(draft);
  if (ids.size === 0) next.delete(elementId);
  else next.set(elementId, ids);
  return next;
}

export function withAll(draft: Draft, pairs: readonly Pair[]): Draft {
  const missing = pairs.filter(({ elementId, activityId }) => draft.get(elementId)?.has(activityId) !== true);
  return missing.reduce(toggled, draft);
}

/** How many bindings were added and removed since they were saved. */
export function changesOf(saved: Draft, draft: Draft): { readonly added: number; readonly removed: number } {
  const missingIn = (from: Draft, other: Draft) =>
    [...from].reduce(
      (total, [elementId, ids]) => total + [...ids].filter((id) => other.get(elementId)?.has(id) !== true).length,
      0,
    );
  return { added: missingIn(draft, saved), removed: missingIn(saved, draft) };
}

/** Suggestions of at least this score that are not bound yet; of each activity the element that it fits best. */
export function suggestedAbove({ elementDetails }: Bound, draft: Draft, scoreMin: number): readonly Suggested[] {
  const best = new Map<string, Suggested>();
  for (const { elementId, name, suggestions } of elementDetails) {
    for (const { activityId, score } of suggestions) {
      if (score < scoreMin) continue;
      const known = best.get(activityId);
      if (known === undefined || score > known.score) best.set(activityId, { elementId, name, activityId, score });
    }
  }
  return [...best.values()]
    .filter(({ elementId, activityId }) => draft.get(elementId)?.has(activityId) !== true)
    .sort((a, b) => b.score - a.score);
}

export type Suggested = Pair & { readonly name: string; readonly score: number };
