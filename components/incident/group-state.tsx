import { IconArchive, IconBellOff, IconRotateClockwise } from "@tabler/icons-react";
import type { IncidentGroup } from "@/lib/api/contract/incident-groups";
import { RelativeTime } from "../ui/relative-time";
import { StatusBadge } from "../ui/status-badge";

/** What became of a group that is not simply open: it came back, it is put off, or it was put away. */
export function GroupState({ group }: { group: Pick<IncidentGroup, "reopened" | "snoozedUntil" | "archived"> }) {
  const { reopened, snoozedUntil, archived } = group;
  if (snoozedUntil !== null) {
    return (
      <StatusBadge tone="ended" icon={<IconBellOff size={14} />}>
        Snoozed, <RelativeTime at={snoozedUntil} />
      </StatusBadge>
    );
  }
  if (reopened !== null) {
    return (
      <StatusBadge tone="warning" icon={<IconRotateClockwise size={14} />} title={`Reopened: ${reopened.text}`}>
        Reopened
      </StatusBadge>
    );
  }
  if (archived === null) return null;
  return (
    <StatusBadge tone="ended" icon={<IconArchive size={14} />} title={`Archived by ${archived.by}`}>
      Archived
    </StatusBadge>
  );
}
