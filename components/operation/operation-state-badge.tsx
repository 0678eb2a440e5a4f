import {
  IconBan,
  IconCalendarTime,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconEye,
  IconLoader,
  IconPlayerPause,
} from "@tabler/icons-react";
import type { z } from "zod";
import type { Operation as OperationSchema } from "@/lib/api/contract/operations";
import { StatusBadge } from "../ui/status-badge";

export type Operation = z.infer<typeof OperationSchema>;

const STATES = {
  requested: { tone: "accent", Icon: IconClock, word: "Requested" },
  scheduled: { tone: "accent", Icon: IconCalendarTime, word: "Scheduled" },
  canary: { tone: "warning", Icon: IconEye, word: "Canary done" },
  paused: { tone: "warning", Icon: IconPlayerPause, word: "Paused" },
  running: { tone: "accent", Icon: IconLoader, word: "Running" },
  done: { tone: "ended", Icon: IconCircleCheck, word: "Done" },
  failed: { tone: "incident", Icon: IconCircleX, word: "Failed" },
  canceled: { tone: "ended", Icon: IconBan, word: "Canceled" },
} as const;

export function OperationStateBadge({ state }: Pick<Operation, "state">) {
  const { tone, Icon, word } = STATES[state];
  return (
    <StatusBadge tone={tone} icon={<Icon size={13} />}>
      {word}
    </StatusBadge>
  );
}
