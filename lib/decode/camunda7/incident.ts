import { toElementInstanceKey, toIncidentKey } from "@/lib/domain/identifiers";
import { boundedText } from "../clean-text";
import { type EngineRow, type RowFact, toElementId, toInstance } from "./engine-row";
import { INCIDENT_RANK } from "./rank";

const OF_JOBS = new Set(["failedJob", "failedExternalTask"]);

/** An incident that a called instance hands up to its caller has a cause of its own, which is the one to be mended. */
export function decodeIncident(of: EngineRow): readonly RowFact[] {
  const { row, added } = of;
  const key = row.requiredText("id");
  const cause = row.text("causeIncidentId");
  if (row.text("processInstanceId") === "" || (cause !== "" && cause !== key)) return [];
  const place = added["activityInstanceId"];
  const visit = typeof place === "string" ? boundedText(place) : row.text("executionId") || key;
  const errorType = row.text("incidentType");
  const incident = {
    ...toInstance(of),
    elementId: toElementId(row.requiredText("activityId")),
    elementInstanceKey: toElementInstanceKey(visit),
    incidentKey: toIncidentKey(key),
  };
  const opened: RowFact = {
    id: `incident-opened:${key}`,
    time: row.raw("createTime"),
    rank: INCIDENT_RANK,
    body: {
      kind: "incident.opened",
      ...incident,
      errorType,
      message: row.prose("incidentMessage"),
      jobKey: OF_JOBS.has(errorType) ? row.text("configuration") || null : null,
    },
    keys: [],
  };
  if (row.text("endTime") === "") return [opened];
  const body = { kind: "incident.resolved", ...incident } as const;
  const rank = INCIDENT_RANK + 1;
  return [opened, { id: `incident-resolved:${key}`, time: row.raw("endTime"), rank, body, keys: [] }];
}
