import { IconEngine, IconEye, IconUpload } from "@tabler/icons-react";
import type { z } from "zod";
import type { ProcessSummary } from "@/lib/api/contract/processes";
import { StatusBadge } from "../ui/status-badge";

type Process = z.infer<typeof ProcessSummary>;

const WORDS = {
  engine: { Icon: IconEngine, word: "Engine", title: "Deployed in an engine, which runs it" },
  observed: { Icon: IconEye, word: "Observed", title: "Known from its events alone: nobody is in charge of it" },
  uploaded: { Icon: IconUpload, word: "Uploaded", title: "A drawing that events are laid over" },
} as const;

export function OriginBadge({ origin }: Pick<Process, "origin">) {
  const { Icon, word, title } = WORDS[origin];
  return (
    <StatusBadge tone="ended" icon={<Icon size={13} />} title={title}>
      {word}
    </StatusBadge>
  );
}
