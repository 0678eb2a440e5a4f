import type { CaseEvent } from "@/lib/api/contract/cases";

/** An event of a case, a second after the one with the number before. */
export function sampleEvent(number: number, own: Partial<CaseEvent> = {}): CaseEvent {
  const at = new Date(Date.UTC(2026, 0, 5, 10, 0, number)).toISOString();
  return {
    id: `event-${number}`,
    kind: "activity.occurred",
    occurredAt: at,
    recordedAt: at,
    projectedAt: at,
    title: `Event ${number}`,
    producer: "Checkout",
    activity: `Event ${number}`,
    source: "kafka",
    stream: "flowing-retail/0",
    position: number,
    processInstanceKey: null,
    elementId: null,
    elementInstanceKey: null,
    flowId: null,
    topic: null,
    keys: [],
    ...own,
  };
}
