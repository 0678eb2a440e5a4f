import { toElementInstanceKey, toProcessInstanceKey } from "@/lib/domain/identifiers";
import { type DefinitionIdentity, UNKNOWN_VERSION } from "@/lib/domain/process-definition";
import type { ZeebeRecord } from "./zeebe-value";

/**
 * The definition as far as the record names it. Jobs, user tasks and process instances name its version, variables,
 * incidents and subscriptions do not, and timers name only the process instance.
 */
export function toDefinition({ engine, value }: ZeebeRecord, versionField: string | null): DefinitionIdentity {
  return {
    source: engine,
    tenant: value.text("tenantId") || "<default>",
    bpmnProcessId: value.text("bpmnProcessId"),
    version: versionField === null ? UNKNOWN_VERSION : value.smallInteger(versionField),
  };
}

export function toInstance(record: ZeebeRecord, versionField: string | null = null) {
  return {
    definition: toDefinition(record, versionField),
    processInstanceKey: toProcessInstanceKey(record.value.key("processInstanceKey")),
  };
}

export function toElement(record: ZeebeRecord, versionField: string | null = null) {
  return {
    ...toInstance(record, versionField),
    elementId: record.value.requiredText("elementId"),
    elementInstanceKey: toElementInstanceKey(record.value.key("elementInstanceKey")),
  };
}
