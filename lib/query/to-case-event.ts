import type { CaseEvent } from "@/lib/api/contract/cases";
import type { Event } from "@/lib/domain/event";
import { eventProducer, eventTitle } from "@/lib/project/story-title";

type Instance = NonNullable<Parameters<typeof eventProducer>[1]>;

/** An event as lists show it. `instanceOf` knows the process instances of its case. */
export function toCaseEvent(
  event: Event,
  projectedAt: Date,
  instanceOf: (processInstanceKey: string) => Instance | undefined,
): CaseEvent {
  const processInstanceKey = "processInstanceKey" in event ? event.processInstanceKey : null;
  return {
    id: event.id,
    kind: event.kind,
    occurredAt: new Date(event.occurredAt).toISOString(),
    recordedAt: new Date(event.recordedAt).toISOString(),
    projectedAt: projectedAt.toISOString(),
    title: eventTitle(event),
    producer: eventProducer(event, processInstanceKey === null ? undefined : instanceOf(processInstanceKey)),
    activity: "activity" in event ? event.activity.name : null,
    source: event.source,
    stream: event.stream,
    position: event.position,
    processInstanceKey,
    elementId: "elementId" in event ? event.elementId : null,
    elementInstanceKey: "elementInstanceKey" in event ? event.elementInstanceKey : null,
    flowId: event.kind === "flow.taken" ? event.flowId : null,
    topic: event.kind === "activity.occurred" ? event.activity.channel : null,
    keys: event.keys.map(({ name, value, role }) => ({ name, value, role })),
  };
}
