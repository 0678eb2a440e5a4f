import type { CaseEvent } from "@/lib/api/contract/cases";
import type { CaseCollaboration } from "@/lib/api/contract/models";

type Step = NonNullable<CaseCollaboration["shown"]>["steps"][number];

/**
 * The element of a model that an event belongs to. An engine tells much of an element besides that it was entered: what else
 * it tells of the same element of the same process instance belongs to it too.
 */
export function elementOfEvent(
  steps: readonly Step[],
  trace: readonly Pick<CaseEvent, "id" | "processInstanceKey" | "elementId">[],
  eventId: string | null,
): string | null {
  if (eventId === null) return null;
  const own = steps.find((step) => step.eventId === eventId);
  if (own !== undefined) return own.elementId;
  const event = trace.find(({ id }) => id === eventId);
  if (event === undefined || event.elementId === null) return null;
  const alike = new Set(
    trace
      .filter(
        ({ processInstanceKey, elementId }) =>
          processInstanceKey === event.processInstanceKey && elementId === event.elementId,
      )
      .map(({ id }) => id),
  );
  return steps.find((step) => alike.has(step.eventId))?.elementId ?? null;
}
