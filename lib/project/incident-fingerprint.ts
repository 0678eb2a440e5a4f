import { stableId } from "@/lib/domain/stable-id";
import type { IncidentState } from "./case-state";

const COMPARED_LENGTH = 1_000;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** Numbers and all words that hold a digit: ids, amounts, addresses, times. */
const NUMBERED = /\b\w*\d\w*/g;
const SPACE = /\s+/g;

/**
 * Incidents with the same fingerprint are one group: where (in whatever version of the process), what kind, and the message
 * without what is different each time.
 */
export function incidentFingerprint({ definition, elementId, errorType, message }: IncidentState): string {
  const { source, tenant, bpmnProcessId } = definition;
  return stableId([source, tenant, bpmnProcessId, elementId, errorType, normalised(message)].join("\u001f"));
}

function normalised(message: string): string {
  return message.slice(0, COMPARED_LENGTH).replace(UUID, "#").replace(NUMBERED, "#").replace(SPACE, " ").trim();
}
