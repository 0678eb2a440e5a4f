import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconClock } from "@tabler/icons-react";
import type { Incident } from "@/lib/api/contract/cases";
import { StatusBadge } from "../ui/status-badge";

/** Open until the engine's own event says otherwise; a retry that was asked for is only "requested". */
export function IncidentStateBadge({ incident }: { incident: Incident }) {
  const { state, operation } = incident;
  if (state === "resolved") {
    return (
      <StatusBadge tone="active" icon={<IconCircleCheck size={13} />}>
        Resolved
      </StatusBadge>
    );
  }
  if (operation === null) {
    return (
      <StatusBadge tone="incident" icon={<IconAlertTriangle size={13} />}>
        Open
      </StatusBadge>
    );
  }
  const title = `${operation.action.replaceAll("-", " ")} by ${operation.actor}: ${operation.state}`;
  return operation.state === "failed" ? (
    <StatusBadge tone="incident" icon={<IconCircleX size={13} />} title={title}>
      Retry failed
    </StatusBadge>
  ) : (
    <StatusBadge tone="accent" icon={<IconClock size={13} />} title={title}>
      Requested
    </StatusBadge>
  );
}
