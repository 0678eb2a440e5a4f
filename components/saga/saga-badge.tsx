import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleX,
  IconHourglass,
  IconPlayerPlay,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { SagaState, SagaStepState } from "@/lib/domain/saga-rule";
import { StatusBadge, type Tone } from "../ui/status-badge";

type Look = { readonly word: string; readonly tone: Tone; readonly icon: ReactNode };

const LOOKS: Readonly<Record<SagaState | SagaStepState, Look>> = {
  running: { word: "running", tone: "accent", icon: <IconPlayerPlay size={13} /> },
  done: { word: "done", tone: "active", icon: <IconCircleCheck size={13} /> },
  failed: { word: "failed", tone: "warning", icon: <IconCircleX size={13} /> },
  compensated: { word: "compensated", tone: "ended", icon: <IconArrowBackUp size={13} /> },
  "compensation-pending": { word: "compensation pending", tone: "warning", icon: <IconHourglass size={13} /> },
  "not-compensated": { word: "not compensated", tone: "incident", icon: <IconAlertTriangle size={13} /> },
};

export const sagaWord = (state: SagaState | SagaStepState): string => LOOKS[state].word;

/** How a saga stands, or a step of it. */
export function SagaBadge({ state }: { state: SagaState | SagaStepState }) {
  const { word, tone, icon } = LOOKS[state];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {word}
    </StatusBadge>
  );
}
