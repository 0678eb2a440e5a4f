"use client";

import { IconArchive, IconArrowBackUp, IconPencil } from "@tabler/icons-react";
import type { DeadLetterDetail } from "@/lib/api/contract/dead-letters";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { ArchiveDialog } from "./archive-dialog";
import styles from "./dead-letter.module.css";
import { EditDialog } from "./edit-dialog";
import { ReplayDialog } from "./replay-dialog";

/** Which dialog is open; null: none. */
export type AskedOfLetter = "replay" | "edit" | "archive" | null;

interface DeadLetterActionsProps {
  letter: DeadLetterDetail;
  asked: AskedOfLetter;
  onAsk: (asked: AskedOfLetter) => void;
}

export function DeadLetterActions({ letter, asked, onAsk }: DeadLetterActionsProps) {
  const whyNotAllowed = useWhyNot("operator");
  const isArchived = letter.state === "archived";
  const whyNotReplay = whyNotAllowed ?? (isArchived ? "It is archived: bring it back before." : null);
  const close = () => onAsk(null);
  return (
    <div className={styles["buttons"]}>
      <ActionButton
        whyNot={whyNotReplay}
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        onClick={() => onAsk("replay")}
      >
        Replay
      </ActionButton>
      <ActionButton
        whyNot={whyNotReplay ?? whyNotEdit(letter)}
        variant="default"
        leftSection={<IconPencil size={14} aria-hidden />}
        onClick={() => onAsk("edit")}
      >
        Edit and replay
      </ActionButton>
      <ActionButton
        whyNot={whyNotAllowed}
        variant="default"
        leftSection={<IconArchive size={14} aria-hidden />}
        onClick={() => onAsk("archive")}
      >
        {isArchived ? "Bring back" : "Archive"}
      </ActionButton>
      <ReplayDialog ids={asked === "replay" ? [letter.id] : null} onClose={close} />
      <EditDialog letter={asked === "edit" ? letter : null} onClose={close} />
      <ArchiveDialog ids={asked === "archive" ? [letter.id] : null} isRestore={isArchived} onClose={close} />
    </div>
  );
}

/** What one does not see whole one cannot write anew. */
function whyNotEdit({ record }: DeadLetterDetail): string | null {
  if (record === null) return "Its bytes are not there any more: neither in Kafka nor in the event log.";
  if (record.isMasked) return "Parts of it are hidden from your role: edited, they would be overwritten.";
  if (record.isCut) return "It is too large to be edited here.";
  return record.encoding === "base64" ? "It is no text." : null;
}
