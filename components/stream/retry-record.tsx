"use client";

import { Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconRefresh } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { retryQuarantined } from "@/lib/client/mutations";
import { QueryProblem } from "../shell/query-problem";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { ConfirmForm } from "../ui/confirm-form";
import type { QuarantinedRecord } from "./quarantined-record";

interface RetryRecordProps {
  record: QuarantinedRecord;
  isInRow?: boolean;
}

const CUT = "Only a part of its bytes was kept. Its position tells where the source has it, if it still does.";

/** Decodes the record again, for instance after the decoder or its rules were mended. */
export function RetryRecord({ record, isInRow = false }: RetryRecordProps) {
  const [isOpen, setOpen] = useState(false);
  const whyNotAllowed = useWhyNot("operator");
  const place = `record ${record.position} of ${record.stream}`;
  return (
    <>
      <ActionButton
        whyNot={whyNotAllowed ?? (record.isWhole ? null : CUT)}
        variant={isInRow ? "subtle" : "filled"}
        leftSection={<IconRefresh size={14} aria-hidden />}
        aria-label={`Decode again: ${place}`}
        onClick={() => setOpen(true)}
      >
        Decode again
      </ActionButton>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Decode ${place} again`}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {isOpen ? <Form record={record} place={place} onClose={() => setOpen(false)} /> : null}
      </Modal>
    </>
  );
}

interface FormProps {
  record: QuarantinedRecord;
  place: string;
  onClose: () => void;
}

function Form({ record, place, onClose }: FormProps) {
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: (reason: string) => retryQuarantined(record.id, reason),
    onSuccess: (answer) => {
      notifications.show({
        title: answer.state === "projected" ? "Read" : "Still cannot be read",
        message: answer.state === "projected" ? `${place} is projected now.` : `${place}: ${answer.reason}`,
        color: answer.state === "projected" ? "accent" : "danger",
      });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["quarantine"] }),
  });
  return (
    <ConfirmForm
      confirm="Decode again"
      isBusy={retry.isPending}
      whyNot={null}
      onConfirm={(reason) => retry.mutate(reason)}
      onClose={onClose}
    >
      <p>It is decoded with the rules in force now. When it can be read, it takes its own place in its case.</p>
      {retry.error === null ? null : <QueryProblem error={retry.error} what="The retry" />}
    </ConfirmForm>
  );
}
