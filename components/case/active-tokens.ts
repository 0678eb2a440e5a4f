import type { ProcessInstance } from "@/lib/api/contract/cases";

/** How many visits of which elements are under way, subprocesses with what is in them: all of it an engine has to take over. */
export function activeTokens({ elements }: Pick<ProcessInstance, "elements">): ReadonlyMap<string, number> {
  const tokens = new Map<string, number>();
  for (const { elementId, elementType, outcome } of elements) {
    // Around the body of a multi-instance element stands another with the same id.
    if (outcome !== "active" || elementType === "PROCESS" || elementType === "MULTI_INSTANCE_BODY") continue;
    tokens.set(elementId, (tokens.get(elementId) ?? 0) + 1);
  }
  return tokens;
}
