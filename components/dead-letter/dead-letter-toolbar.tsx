"use client";

import { Button } from "@mantine/core";
import { IconArchive, IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import type { DeadLetter } from "@/lib/api/contract/dead-letters";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { formatCount } from "../ui/format-number";
import { ArchiveDialog } from "./archive-dialog";
import styles from "./dead-letter.module.css";
import { ReplayDialog } from "./replay-dialog";

interface DeadLetterToolbarProps {
  letters: readonly DeadLetter[];
  /** Called once something was asked for: the selection is over. */
  onDone: () => void;
}

export function DeadLetterToolbar({ letters, onDone }: DeadLetterToolbarProps) {
  const [asked, setAsked] = useState<{ what: "replay" | "archive"; ids: readonly string[] } | null>(null);
  const whyNotAllowed = useWhyNot("operator");
  const whyNot =
    whyNotAllowed ?? (letters.length === 0 ? "Select at least one dead letter: x in a row, or its checkbox." : null);
  const ask = (what: "replay" | "archive") => setAsked({ what, ids: letters.map(({ id }) => id) });
  const close = () => setAsked(null);
  return (
    <div role="toolbar" aria-label="Selected dead letters" className={styles["toolbar"]}>
      <ActionButton
        whyNot={whyNot}
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        onClick={() => ask("replay")}
      >
        Replay selected
      </ActionButton>
      <ActionButton
        whyNot={whyNot}
        variant="default"
        leftSection={<IconArchive size={14} aria-hidden />}
        onClick={() => ask("archive")}
      >
        Archive selected
      </ActionButton>
      <span role="status" className="number">
        {letters.length === 0 ? "None selected" : `${formatCount(letters.length)} selected`}
      </span>
      {letters.length > 0 ? (
        <Button variant="subtle" color="gray" onClick={onDone}>
          Clear selection
        </Button>
      ) : null}
      <ReplayDialog ids={asked?.what === "replay" ? asked.ids : null} onClose={close} onRequested={onDone} />
      <ArchiveDialog
        ids={asked?.what === "archive" ? asked.ids : null}
        isRestore={false}
        onClose={close}
        onDone={onDone}
      />
    </div>
  );
}
