import { toElementInstanceKey } from "@/lib/domain/identifiers";
import { subscriptionFact } from "./message-subscription";
import { toInstance } from "./zeebe-instance";
import type { ZeebeFact, ZeebeRecord } from "./zeebe-value";

/**
 * A message that started a process instance: without this the message would stay outside of the case that it began. The
 * start event has no instance yet, so the process instance, which is its scope, stands for it. That a definition waits
 * for a message belongs to no instance and is no fact of a case.
 */
export function decodeMessageStart(record: ZeebeRecord): readonly ZeebeFact[] {
  if (record.intent !== "CORRELATED") return [];
  const instance = toInstance(record);
  const elementInstanceKey = toElementInstanceKey(instance.processInstanceKey);
  const elementId = record.value.requiredText("startEventId");
  return [subscriptionFact(record, { state: "correlated", ...instance, elementId, elementInstanceKey })];
}
