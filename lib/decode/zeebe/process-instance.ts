import { toElementInstanceKey, toProcessInstanceKey } from "@/lib/domain/identifiers";
import { toInstance } from "./zeebe-instance";
import { instanceKey } from "./zeebe-keys";
import type { ZeebeFact, ZeebeRecord } from "./zeebe-value";

/**
 * An element is entered when it is activated. One that fails on the way in (an input mapping) stays ACTIVATING, so that
 * its incident, or its termination, may name an element instance that was never entered.
 */
export function decodeProcessInstance(record: ZeebeRecord): readonly ZeebeFact[] {
  switch (record.intent) {
    case "ELEMENT_ACTIVATED":
      return isProcess(record) ? [started(record)] : [entered(record)];
    case "ELEMENT_COMPLETED":
      return [isProcess(record) ? ended(record, "completed") : left(record, "completed")];
    case "ELEMENT_TERMINATED":
      return [isProcess(record) ? ended(record, "terminated") : left(record, "terminated")];
    case "ELEMENT_MIGRATED":
      return migrated(record);
    case "SEQUENCE_FLOW_TAKEN":
      return [taken(record)];
    default:
      return [];
  }
}

function isProcess({ value }: ZeebeRecord): boolean {
  return value.raw("bpmnElementType") === "PROCESS";
}

/** A called process instance belongs to the case of its caller: it carries the keys of both. */
function started(record: ZeebeRecord): ZeebeFact {
  const { value, engine, compiled } = record;
  const parent = value.optionalKey("parentProcessInstanceKey");
  const caller = value.optionalKey("parentElementInstanceKey");
  const body = {
    kind: "instance.started",
    ...toInstance(record, "version"),
    definitionKey: value.key("processDefinitionKey"),
    parentProcessInstanceKey: parent === null ? null : toProcessInstanceKey(parent),
    ...(caller === null ? {} : { parentElementInstanceKey: toElementInstanceKey(caller) }),
  } as const;
  return { body, keys: parent === null ? [] : [instanceKey({ engine, scope: compiled.rule.scope, key: parent })] };
}

function ended(record: ZeebeRecord, outcome: "completed" | "terminated"): ZeebeFact {
  return { body: { kind: "instance.ended", ...toInstance(record, "version"), outcome }, keys: [] };
}

/** Here the record's own key is that of the element instance. */
function toEnteredElement(record: ZeebeRecord) {
  return {
    ...toInstance(record, "version"),
    elementId: record.value.requiredText("elementId"),
    elementInstanceKey: toElementInstanceKey(record.key),
  };
}

function entered(record: ZeebeRecord): ZeebeFact {
  const element = toEnteredElement(record);
  const { bpmnProcessId } = element.definition;
  const scopeKey = record.value.optionalKey("flowScopeKey");
  const body = {
    kind: "element.entered",
    ...element,
    elementType: record.value.text("bpmnElementType"),
    ...(scopeKey === null ? {} : { scopeKey }),
    activity: record.compiled.elementActivity(bpmnProcessId, element.elementId, record.engine),
  } as const;
  return { body, keys: [] };
}

function left(record: ZeebeRecord, outcome: "completed" | "terminated"): ZeebeFact {
  return { body: { kind: "element.left", ...toEnteredElement(record), outcome }, keys: [] };
}

/** The record names the element as it is called in the other version, under the key that it keeps. */
function migrated(record: ZeebeRecord): readonly ZeebeFact[] {
  const elementType = record.value.text("bpmnElementType");
  if (elementType === "SEQUENCE_FLOW") return [];
  if (!isProcess(record)) {
    return [{ body: { kind: "element.migrated", ...toEnteredElement(record), elementType }, keys: [] }];
  }
  const definitionKey = record.value.key("processDefinitionKey");
  return [{ body: { kind: "instance.migrated", ...toInstance(record, "version"), definitionKey }, keys: [] }];
}

function taken(record: ZeebeRecord): ZeebeFact {
  const flowId = record.value.requiredText("elementId");
  return { body: { kind: "flow.taken", ...toInstance(record, "version"), flowId }, keys: [] };
}
