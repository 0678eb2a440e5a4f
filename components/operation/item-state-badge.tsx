import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconHelp,
  IconLoader,
  IconPlayerSkipForward,
} from "@tabler/icons-react";
import type { z } from "zod";
import type { OperationItem as OperationItemSchema } from "@/lib/api/contract/operations";
import { StatusBadge } from "../ui/status-badge";

export type OperationItem = z.infer<typeof OperationItemSchema>;

const STATES = {
  pending: { tone: "ended", Icon: IconCircleDashed, word: "Waiting" },
  running: { tone: "accent", Icon: IconLoader, word: "Running" },
  succeeded: { tone: "active", Icon: IconCircleCheck, word: "Accepted" },
  failed: { tone: "incident", Icon: IconCircleX, word: "Failed" },
  skipped: { tone: "ended", Icon: IconPlayerSkipForward, word: "Skipped" },
  unknown: { tone: "warning", Icon: IconHelp, word: "Not known" },
} as const;

export function ItemStateBadge({ state }: Pick<OperationItem, "state">) {
  const { tone, Icon, word } = STATES[state];
  return (
    <StatusBadge tone={tone} icon={<Icon size={13} />}>
      {word}
    </StatusBadge>
  );
}
