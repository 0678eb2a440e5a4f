import { caseHref } from "../case-list/case-href";

/** The case with the event opened that shows it. */
export function evidenceHref({ caseId, eventId }: { caseId: string; eventId: string }): string {
  return `${caseHref(caseId)}?event=${encodeURIComponent(eventId)}&details=event`;
}
