import { IconCircleCheck, IconCircleX, IconPlayerPlay } from "@tabler/icons-react";
import type { CaseSummary } from "@/lib/api/contract/cases";
import { StatusBadge } from "../ui/status-badge";

/** Green for active, grey for ended, as operators know it from their engines' consoles. */
export function CaseStateBadge({ state }: { state: CaseSummary["state"] }) {
  if (state === "active") {
    return (
      <StatusBadge tone="active" icon={<IconPlayerPlay size={13} />}>
        Active
      </StatusBadge>
    );
  }
  return state === "ended" ? (
    <StatusBadge tone="ended" icon={<IconCircleCheck size={13} />}>
      Ended
    </StatusBadge>
  ) : (
    <StatusBadge tone="ended" icon={<IconCircleX size={13} />}>
      Canceled
    </StatusBadge>
  );
}
