import { IconAlertTriangle, IconArchive, IconCircleCheck } from "@tabler/icons-react";
import type { DeadLetter } from "@/lib/api/contract/dead-letters";
import { StatusBadge } from "../ui/status-badge";

/** Replayed only when the replay itself came back from the log. */
export function DeadLetterState({ state }: Pick<DeadLetter, "state">) {
  switch (state) {
    case "open":
      return (
        <StatusBadge tone="incident" icon={<IconAlertTriangle size={13} />}>
          Open
        </StatusBadge>
      );
    case "replayed":
      return (
        <StatusBadge tone="active" icon={<IconCircleCheck size={13} />}>
          Replayed
        </StatusBadge>
      );
    case "archived":
      return (
        <StatusBadge tone="ended" icon={<IconArchive size={13} />}>
          Archived
        </StatusBadge>
      );
  }
}
