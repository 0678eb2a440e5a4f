"use client";

import { notifications } from "@mantine/notifications";
import { IconRefresh } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { retryQuarantined } from "@/lib/client/mutations";
import { toShownProblem } from "../shell/query-problem";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import type { QuarantinedRecord } from "./quarantined-record";

interface RetryRecordProps {
  record: QuarantinedRecord;
  isInRow?: boolean;
}

/** Decodes the record again, for instance after the decoder or its rules were mended. */
export function RetryRecord({ record, isInRow = false }: RetryRecordProps) {
  const client = useQueryClient();
  const whyNot = useWhyNot("operator");
  const place = `record ${record.position} of ${record.stream}`;
  const retry = useMutation({
    mutationFn: () => retryQuarantined(record.id),
    onSuccess: (answer) =>
      notifications.show({
        title: answer.state === "open" ? "Still cannot be read" : "Read",
        message: answer.state === "open" ? `${place}: ${answer.reason}` : `${place} is projected now.`,
        color: answer.state === "open" ? "danger" : "accent",
      }),
    onError: (error) => {
      const { title, detail, requestId } = toShownProblem(error);
      const request = requestId === null ? "" : ` (request ${requestId})`;
      notifications.show({ title, message: `${place}: ${detail}${request}`, color: "danger", autoClose: false });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["quarantine"] }),
  });
  return (
    <ActionButton
      whyNot={whyNot}
      variant={isInRow ? "subtle" : "filled"}
      loading={retry.isPending}
      leftSection={<IconRefresh size={14} aria-hidden />}
      aria-label={`Decode again: ${place}`}
      onClick={() => retry.mutate()}
    >
      Decode again
    </ActionButton>
  );
}
