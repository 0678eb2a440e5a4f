import type { KnownVariable } from "@/components/operation-form/variables-field";
import type { ProcessInstance } from "@/lib/api/contract/cases";

/** Those of the whole process instance; those of an element are set at that element alone. */
export function instanceVariables(instance: ProcessInstance | undefined): readonly KnownVariable[] {
  if (instance === undefined) return [];
  return instance.variables
    .filter(({ scopeKey }) => scopeKey === instance.processInstanceKey)
    .map(({ name, value }) => ({ name, value }));
}
