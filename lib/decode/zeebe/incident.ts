import { toIncidentKey } from "@/lib/domain/identifiers";
import { toElement } from "./zeebe-instance";
import type { ZeebeFact, ZeebeRecord } from "./zeebe-value";

export function decodeIncident(record: ZeebeRecord): readonly ZeebeFact[] {
  const { intent, value } = record;
  if (intent !== "CREATED" && intent !== "RESOLVED") return [];
  // A decision that was evaluated on its own fails outside of any process instance.
  if (value.optionalKey("processInstanceKey") === null) return [];
  const incident = { ...toElement(record), incidentKey: toIncidentKey(record.key) };
  if (intent === "RESOLVED") return [{ body: { kind: "incident.resolved", ...incident }, keys: [] }];
  const body = {
    kind: "incident.opened",
    ...incident,
    errorType: value.text("errorType"),
    message: value.prose("errorMessage"),
    jobKey: value.optionalKey("jobKey"),
  } as const;
  return [{ body, keys: [] }];
}
