"use client";

import { Modal } from "@mantine/core";
import { plural } from "../ui/format-number";
import { RecordOperation } from "./record-operation";

interface ReplayDialogProps {
  /** The frozen selection; null while the dialog is closed. */
  ids: readonly string[] | null;
  onClose: () => void;
  onRequested?: (() => void) | undefined;
}

const NOTHING = {};

/** Writes dead letters back to where they came from, as they were. */
export function ReplayDialog({ ids, onClose, onRequested }: ReplayDialogProps) {
  return (
    <Modal
      opened={ids !== null}
      onClose={onClose}
      title={`Replay ${plural(ids?.length ?? 0, "dead letter")}`}
      size="xl"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {ids === null ? null : (
        <RecordOperation
          action="replay-record"
          ids={ids}
          parameters={NOTHING}
          previewed={NOTHING}
          whyNot={null}
          verb="Replay"
          onClose={onClose}
          onRequested={onRequested}
        />
      )}
    </Modal>
  );
}
