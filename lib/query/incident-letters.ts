import type { Incident } from "@/lib/api/contract/cases";
import type { DeadLetterDialect } from "@/lib/domain/dead-letter";
import type { LetterGroup, LetterIncident } from "@/lib/store/incident/dead-letter-incidents";
import type { BareGroup } from "./incident-group-facts";

/** What an exception says stands in a header, and may be hidden from who asks. */
export type ShowMessage = (letter: { readonly dialect: DeadLetterDialect; readonly message: string | null }) => string;

type Letter = LetterIncident | LetterGroup;

/** A dead letter as an incident: nothing stopped in an engine, so it is replayed and not retried. */
export function toLetterIncident(letter: LetterIncident, show: ShowMessage): Incident {
  const { openedAt, caseId, caseLabel } = letter;
  return {
    id: `${letter.source}/${letter.place}`,
    type: "dead-letter",
    kind: kindOf(letter),
    caseId: caseId ?? "",
    caseLabel: caseLabel ?? "",
    processId: "",
    processName: "",
    version: 0,
    processInstanceKey: "",
    elementId: letter.topic,
    elementName: letter.topic,
    message: messageOf(letter, show),
    openedAt: openedAt.toISOString(),
    resolvedAt: null,
    state: letter.isOpen ? "open" : "resolved",
    jobKey: null,
    source: letter.source,
    fingerprint: letter.fingerprint,
    alike: letter.alike,
    operation: null,
    retryable: false,
    whyNotRetryable: "A dead letter is replayed to its topic, not retried in an engine: open it on Streams.",
  };
}

export function toLetterGroup(group: LetterGroup, show: ShowMessage): BareGroup {
  return {
    fingerprint: group.fingerprint,
    type: "dead-letter",
    kind: kindOf(group),
    where: group.originalTopic === null ? group.topic : `${group.originalTopic} · ${group.topic}`,
    message: messageOf(group, show),
    incidents: group.incidents,
    cases: group.cases,
    firstSeen: group.firstSeen.toISOString(),
    lastSeen: group.lastSeen.toISOString(),
    state: group.isOpen ? "open" : "resolved",
    sampleCaseIds: group.sampleCaseIds,
    element: null,
  };
}

/** The class of the exception without its package. */
function kindOf({ exception }: Letter): string {
  return exception?.split(/[.$]/).at(-1) || "dead letter";
}

function messageOf(letter: Letter, show: ShowMessage): string {
  const message = show(letter);
  const { exception } = letter;
  if (message === "") return exception ?? "";
  return exception === null || message.startsWith(exception) ? message : `${exception}: ${message}`;
}
