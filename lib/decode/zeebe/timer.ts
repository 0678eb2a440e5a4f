import type { EventOf } from "@/lib/domain/event";
import { toElementInstanceKey } from "@/lib/domain/identifiers";
import { toInstance } from "./zeebe-instance";
import type { ZeebeFact, ZeebeRecord } from "./zeebe-value";

const STATES = new Map<string, EventOf<"timer.changed">["state"]>([
  ["CREATED", "started"],
  ["TRIGGERED", "triggered"],
  ["CANCELED", "canceled"],
]);

export function decodeTimer(record: ZeebeRecord): readonly ZeebeFact[] {
  const { intent, value } = record;
  const state = STATES.get(intent);
  // The timer of a start event belongs to a definition, not to an instance.
  if (state === undefined || value.optionalKey("processInstanceKey") === null) return [];
  const body = {
    kind: "timer.changed",
    ...toInstance(record),
    elementId: value.requiredText("targetElementId"),
    elementInstanceKey: toElementInstanceKey(value.key("elementInstanceKey")),
    state,
    timerKey: record.key,
    dueAt: value.time("dueDate"),
  } as const;
  return [{ body, keys: [] }];
}
