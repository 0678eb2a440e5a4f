import {
  IconBellOff,
  IconBellRinging,
  IconCircleCheck,
  IconClock,
  IconHelpCircle,
  IconPower,
} from "@tabler/icons-react";
import type { ShownAlertRule } from "@/lib/api/contract/alerts";
import { StatusBadge } from "../ui/status-badge";

/** How a rule stands, in one word. */
export function AlertBadge({ shown: { rule, standing } }: { shown: ShownAlertRule }) {
  const size = 14;
  if (!rule.enabled) {
    return (
      <StatusBadge tone="ended" icon={<IconPower size={size} />}>
        off
      </StatusBadge>
    );
  }
  switch (standing?.phase) {
    case undefined:
      return (
        <StatusBadge tone="ended" icon={<IconClock size={size} />}>
          not evaluated yet
        </StatusBadge>
      );
    case "firing":
      return (
        <StatusBadge tone="incident" icon={<IconBellRinging size={size} />}>
          firing
        </StatusBadge>
      );
    case "clearing":
      return (
        <StatusBadge tone="warning" icon={<IconClock size={size} />} title="Under its limit, not for long enough yet">
          clearing
        </StatusBadge>
      );
    case "pending":
      return (
        <StatusBadge tone="warning" icon={<IconClock size={size} />} title="Over its limit, not for long enough yet">
          pending
        </StatusBadge>
      );
    case "ok":
      return standing?.value === null ? (
        <StatusBadge tone="warning" icon={<IconHelpCircle size={size} />} title={standing.detail}>
          not known
        </StatusBadge>
      ) : (
        <StatusBadge tone="active" icon={<IconCircleCheck size={size} />}>
          ok
        </StatusBadge>
      );
  }
}

export function SilencedBadge() {
  return (
    <StatusBadge tone="accent" icon={<IconBellOff size={14} />} title="Nobody is told now">
      silenced
    </StatusBadge>
  );
}
