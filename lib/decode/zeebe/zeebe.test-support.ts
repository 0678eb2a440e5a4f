import type { EventKind } from "@/lib/domain/event";
import type { SourceRecord } from "@/lib/domain/source-record";
import { decoded, recordOf, theEvent } from "../decode.test-support";

export const INSTANCE = 2251799813685265;
export const AT = 1795369779136;
export const definition = { source: "camunda", tenant: "<default>", bpmnProcessId: "order", version: 1 };
export const unversioned = { ...definition, version: 0 };
export const instance = {
  tenantId: "<default>",
  bpmnProcessId: "order",
  processInstanceKey: INSTANCE,
  processDefinitionKey: 250,
};
export const element = {
  ...instance,
  version: 1,
  elementId: "Task_1",
  flowScopeKey: INSTANCE,
  parentProcessInstanceKey: -1,
};
export const rule = { format: "zeebe", engine: "camunda" } as const;

/** An exporter's record, as it comes over the topic. */
export function zeebe(valueType: string, intent: string, value: object, header: object = {}): SourceRecord {
  const record = {
    recordType: "EVENT",
    valueType,
    intent,
    partitionId: 1,
    position: 99,
    key: 700,
    timestamp: AT,
    value,
  };
  return recordOf({ ...record, ...header }, { topic: "zeebe" });
}

export function one<Kind extends EventKind>(kind: Kind, record: SourceRecord) {
  return theEvent(kind, decoded(record, rule));
}
