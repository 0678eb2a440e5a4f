import type { IncidentFilter } from "@/lib/store/read/incidents";
import type { StoredQuarantineGroup } from "@/lib/store/read/quarantine-groups";
import type { BareGroup } from "./incident-group-facts";

/** Whether a filter of incidents can mean records that nobody could read: they are of no case, process or element. */
export function canBeUndecodable({
  elementId,
  definitionIds,
  processId,
  processIds,
  caseIds,
}: IncidentFilter): boolean {
  const named = [elementId, definitionIds, processId, processIds ?? null];
  return caseIds.length === 0 && named.every((one) => one === null);
}

/** A group of quarantined records as a group of incidents; null when the filter does not mean it. */
export function toUndecodableGroup(group: StoredQuarantineGroup, filter: IncidentFilter): BareGroup | null {
  const waiting = group.records - group.projected - group.expired;
  const { groupId, firstAt, lastAt } = group;
  if (filter.state === "resolved" && waiting > 0) return null;
  if (!isInTime(group, filter) || !isInSight(group, filter)) return null;
  return {
    fingerprint: groupId,
    type: "undecodable",
    kind: "undecodable record",
    where: `${group.source} · ${group.topic}`,
    message: group.sample?.reason ?? group.reason,
    incidents: waiting > 0 ? waiting : group.records,
    cases: 0,
    firstSeen: firstAt.toISOString(),
    lastSeen: lastAt.toISOString(),
    state: waiting > 0 ? "open" : "resolved",
    sampleCaseIds: [],
    element: null,
  };
}

function isInTime({ firstAt, lastAt }: StoredQuarantineGroup, { from, to }: IncidentFilter): boolean {
  return (from === null || lastAt >= from) && (to === null || firstAt < to);
}

function isInSight({ groupId, lastAt }: StoredQuarantineGroup, { aside }: IncidentFilter): boolean {
  if (aside == null) return true;
  const until = aside.until.get(groupId);
  return (until !== undefined && lastAt <= until) === aside.isShown;
}
