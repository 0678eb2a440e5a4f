import type { ProcessInstance } from "@/lib/api/contract/cases";
import type { InstanceStory, VariableStory, VisitPhase } from "@/lib/project/story-facts";
import { tellPhases } from "@/lib/project/story-phases";
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
  const phases = tellPhases(instance);
  const loops = loopCounters(instance);
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
      phases: (phases.get(visit.elementInstanceKey) ?? []).map(toPhase),
      scopeKey: visit.scopeKey,
      loopCounter: loops.get(visit.elementInstanceKey) ?? null,
      calledProcessInstanceKey: visit.calledProcessInstanceKey,
    })),
    flows: instance.flows.map(({ flowId, count }) => ({ flowId, count })),
    variables: instance.variables.map((variable) => toVariable(variable, masking)),
  };
}

/** Both engines count the instances of a multi-instance element in a variable of theirs. */
function loopCounters({ variables }: InstanceStory): ReadonlyMap<string, number> {
  const counters = variables.flatMap(({ name, scopeKey, value }): [string, number][] =>
    name === "loopCounter" && /^\d{1,9}$/.test(value) ? [[scopeKey, Number(value)]] : [],
  );
  return new Map(counters);
}

/** A page shows the latest values; the events hold all of them, in full. */
const HISTORY_MAX = 20;
const HISTORY_LENGTH_MAX = 1_000;

function toVariable(variable: VariableStory, masking: HideVariable): ProcessInstance["variables"][number] {
  const { name, scopeKey, changes } = variable;
  const shown = (value: string) => masking.variable(name, value).value;
  return {
    name,
    value: shown(variable.value),
    scopeKey,
    setAt: toText(variable.setAt),
    changes,
    history: variable.history.slice(-HISTORY_MAX).map(({ value, setAt, eventId }) => ({
      // Masked before it is cut: a part of a value is no less secret.
      value: shown(value).slice(0, HISTORY_LENGTH_MAX),
      setAt: toText(setAt),
      eventId,
    })),
  };
}

function toPhase({ kind, from, to, text }: VisitPhase): ProcessInstance["elements"][number]["phases"][number] {
  return { kind, from: toText(from), to: toTextOrNull(to), text };
}

const toText = (instant: number) => new Date(instant).toISOString();
const toTextOrNull = (instant: number | null) => (instant === null ? null : toText(instant));
