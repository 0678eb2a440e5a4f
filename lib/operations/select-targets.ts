import type { OperationAction } from "@/lib/domain/operation-action";
import type { Engine } from "@/lib/engines/engine";
import type { Sql } from "@/lib/store/database";
import { readIncidentTargets, type StoredIncidentTarget } from "@/lib/store/operations/incident-target";

export type Engines = ReadonlyMap<string, Engine>;

export type SelectedTarget = StoredIncidentTarget & { readonly impossibleBecause: string | null };

/**
 * What the ids stand for, each with the reason when it cannot be done; ids that stand for nothing are told apart.
 * The caller's selection is taken as it is: what was resolved meanwhile is said, not silently dropped.
 */
export async function selectTargets(
  sql: Sql,
  engines: Engines,
  { action, ids }: { action: OperationAction; ids: readonly string[] },
): Promise<{ targets: readonly SelectedTarget[]; vanished: readonly string[] }> {
  const found = await readIncidentTargets(sql, [...new Set(ids)]);
  const known = new Set(found.map(({ id }) => id));
  return {
    targets: found.map((target) => ({ ...target, impossibleBecause: whyImpossible(target, engines, action) })),
    vanished: [...new Set(ids)].filter((id) => !known.has(id)),
  };
}

function whyImpossible(target: StoredIncidentTarget, engines: Engines, action: OperationAction): string | null {
  if (target.isResolved) return "it is resolved already";
  const engine = engines.get(target.source);
  if (!engine) return `no engine is connected for the source "${target.source}"`;
  if (!engine.offers.has(action)) return `${engine.kind} does not offer ${action}`;
  return null;
}
