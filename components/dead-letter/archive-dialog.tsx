"use client";

import { Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { archiveDeadLetters } from "@/lib/client/mutations";
import { QueryProblem } from "../shell/query-problem";
import { ConfirmForm } from "../ui/confirm-form";
import { plural } from "../ui/format-number";

interface ArchiveDialogProps {
  /** Null while the dialog is closed. */
  ids: readonly string[] | null;
  isRestore: boolean;
  onClose: () => void;
  onDone?: () => void;
}

/** Puts dead letters aside that nobody will replay, or brings them back. Nothing outside changes. */
export function ArchiveDialog({ ids, isRestore, onClose, onDone }: ArchiveDialogProps) {
  const what = plural(ids?.length ?? 0, "dead letter");
  const verb = isRestore ? "Bring back" : "Archive";
  return (
    <Modal
      opened={ids !== null}
      onClose={onClose}
      title={`${verb} ${what}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {ids === null ? null : (
        <Form ids={ids} verb={verb} isRestore={isRestore} onClose={onClose} onDone={onDone ?? (() => undefined)} />
      )}
    </Modal>
  );
}

interface FormProps {
  ids: readonly string[];
  verb: string;
  isRestore: boolean;
  onClose: () => void;
  onDone: () => void;
}

function Form({ ids, verb, isRestore, onClose, onDone }: FormProps) {
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: (reason: string) => archiveDeadLetters({ ids: [...ids], reason, restore: isRestore }),
    onSuccess: ({ changed }) => {
      const words = plural(changed, "dead letter");
      notifications.show({
        title: isRestore ? "Brought back" : "Archived",
        message: isRestore ? `${words} open again.` : `${words} put aside. They stay under Archived.`,
      });
      onDone();
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["streams"] }),
  });
  return (
    <ConfirmForm
      confirm={verb}
      isBusy={archive.isPending}
      whyNot={null}
      onConfirm={(reason) => archive.mutate(reason)}
      onClose={onClose}
    >
      <p>
        {isRestore
          ? "They stand among the open ones again, and can be replayed."
          : "They leave the list of open ones and cannot be replayed until they are brought back. Nothing is written to Kafka."}
      </p>
      {archive.error === null ? null : <QueryProblem error={archive.error} what="The archive" />}
    </ConfirmForm>
  );
}
