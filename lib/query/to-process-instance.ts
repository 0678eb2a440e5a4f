import type { ProcessInstance } from "@/lib/api/contract/cases";
import type { InstanceStory } from "@/lib/project/story-facts";
import type { StoredDefinition } from "@/lib/store/read/definitions";
import { modelIdOf } from "./process-scope";

/** What a role does not see of variables. */
export type HideVariable = { variable(name: string, value: string): { readonly value: string } };

export function toProcessInstance(
  instance: InstanceStory,
  definition: StoredDefinition | undefined,
  masking: HideVariable,
): ProcessInstance {
  const { definition: identity } = instance;
  const name = definition?.name ?? "";
  return {
    processInstanceKey: instance.processInstanceKey,
    processId: modelIdOf(identity),
    processName: name === "" ? identity.bpmnProcessId : name,
    bpmnProcessId: identity.bpmnProcessId,
    version: Math.max(0, identity.version),
    source: identity.source,
    state: instance.state,
    startedAt: toText(instance.startedAt),
    endedAt: toTextOrNull(instance.endedAt),
    parentProcessInstanceKey: instance.parentProcessInstanceKey,
    hasDiagram: definition?.hasXml ?? false,
    elements: instance.visits.map((visit) => ({
      elementId: visit.elementId,
      elementType: visit.elementType,
      elementInstanceKey: visit.elementInstanceKey,
      enteredAt: toTextOrNull(visit.enteredAt),
      leftAt: toTextOrNull(visit.leftAt),
      outcome: visit.outcome,
      durationMs: visit.durationMs,
    })),
    flows: instance.flows.map(({ flowId, count }) => ({ flowId, count })),
    variables: instance.variables.map((variable) => ({
      name: variable.name,
      value: masking.variable(variable.name, variable.value).value,
      scopeKey: variable.scopeKey,
      setAt: toText(variable.setAt),
      changes: variable.changes,
    })),
  };
}

const toText = (instant: number) => new Date(instant).toISOString();
const toTextOrNull = (instant: number | null) => (instant === null ? null : toText(instant));
