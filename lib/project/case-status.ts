import type { CaseState, InstanceState } from "./case-state";

/**
 * Whether a case is open. Its root process instances decide; without any process instance, an event that ends the case.
 * A root is an instance that nobody called, or whose caller is not in the case.
 */
export function settle(
  instances: readonly InstanceState[],
  endEventAt: number | null,
): Pick<CaseState, "status" | "endedAt"> {
  if (instances.length === 0) return { status: endEventAt === null ? "active" : "ended", endedAt: endEventAt };
  let [active, completed, lastEnd] = [0, 0, Number.NEGATIVE_INFINITY];
  for (const { status, endedAt } of rootsOf(instances)) {
    if (status === "active") active += 1;
    if (status === "completed") completed += 1;
    lastEnd = Math.max(lastEnd, endedAt ?? lastEnd);
  }
  if (active > 0) return { status: "active", endedAt: null };
  return { status: completed > 0 ? "ended" : "canceled", endedAt: lastEnd };
}

function rootsOf(instances: readonly InstanceState[]): readonly InstanceState[] {
  if (instances.every(({ parentProcessInstanceKey }) => parentProcessInstanceKey === null)) return instances;
  const keys = new Set(instances.map(({ processInstanceKey }) => processInstanceKey));
  return instances.filter(
    ({ parentProcessInstanceKey }) => parentProcessInstanceKey === null || !keys.has(parentProcessInstanceKey),
  );
}
