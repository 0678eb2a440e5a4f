import type { TokenPlace } from "@/components/operation-form/token-moves";
import type { ProcessInstance } from "@/lib/api/contract/cases";

/** These hold the tokens of what is in them, and none of their own. */
const CONTAINERS = new Set([
  "PROCESS",
  "SUB_PROCESS",
  "EVENT_SUB_PROCESS",
  "AD_HOC_SUB_PROCESS",
  "MULTI_INSTANCE_BODY",
]);

/** Where tokens stand now, by element, called as the diagram calls it. */
export function tokenPlaces(
  { elements }: Pick<ProcessInstance, "elements">,
  named: readonly { readonly id: string; readonly label: string }[],
): readonly TokenPlace[] {
  const keys = new Map<string, string[]>();
  for (const { elementId, elementType, elementInstanceKey, outcome } of elements) {
    if (outcome !== "active" || CONTAINERS.has(elementType)) continue;
    keys.set(elementId, [...(keys.get(elementId) ?? []), elementInstanceKey]);
  }
  return Array.from(keys, ([elementId, elementInstanceKeys]) => ({
    elementId,
    elementInstanceKeys,
    label: named.find(({ id }) => id === elementId)?.label ?? elementId,
  }));
}
