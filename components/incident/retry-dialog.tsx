"use client";

import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { previewOperation, requestOperation } from "@/lib/client/mutations";
import { OperationProgress } from "../operation/operation-progress";
import { Loaded } from "../shell/loaded";
import { QueryProblem } from "../shell/query-problem";
import { ConfirmForm } from "../ui/confirm-form";
import { plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import styles from "./retry-dialog.module.css";
import { RetryPreview } from "./retry-preview";

interface RetryDialogProps {
  /** The frozen selection; null while the dialog is closed. */
  ids: readonly string[] | null;
  onClose: () => void;
  /** Called once the operation is accepted, for instance to empty the selection. */
  onRequested?: (() => void) | undefined;
}

/** Count, effect and sample before; a reason; then progress and the result of each. Esc closes, the focus goes back by itself. */
export function RetryDialog({ ids, onClose, onRequested }: RetryDialogProps) {
  const title = ids !== null && ids.length > 1 ? `Retry ${plural(ids.length, "incident")}` : "Retry the incident";
  return (
    <Modal opened={ids !== null} onClose={onClose} title={title} size="xl" closeButtonProps={{ "aria-label": "Close" }}>
      {ids === null ? null : <RetrySteps ids={ids} onClose={onClose} onRequested={onRequested} />}
    </Modal>
  );
}

interface RetryStepsProps extends Omit<RetryDialogProps, "ids"> {
  ids: readonly string[];
}

function RetrySteps({ ids, onClose, onRequested }: RetryStepsProps) {
  // Made when the dialog opens: a second press, or a repeat after a lost answer, is the same operation.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const request = { action: "retry-incident" as const, target: { ids: [...ids] } };
  const preview = useQuery({
    queryKey: ["operation", "preview", ids],
    queryFn: () => previewOperation(request),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const retry = useMutation({
    mutationFn: (reason: string) => requestOperation({ ...request, reason }, idempotencyKey),
    onSuccess: () => onRequested?.(),
  });
  if (retry.data !== undefined) return <Requested operationId={retry.data.id} onClose={onClose} />;
  const possible = (preview.data?.matched ?? 0) - (preview.data?.impossible.length ?? 0);
  return (
    <ConfirmForm
      confirm={`Retry ${plural(Math.max(possible, 0), "incident")}`}
      isBusy={retry.isPending}
      whyNot={
        preview.data === undefined
          ? "What would happen is being asked."
          : possible > 0
            ? null
            : "None of these can be retried."
      }
      onConfirm={(reason) => retry.mutate(reason)}
      onClose={onClose}
    >
      <Loaded query={preview} what="What would happen" rows={4}>
        {(data) => <RetryPreview preview={data} />}
      </Loaded>
      {retry.error === null ? null : <QueryProblem error={retry.error} what="The retry" />}
    </ConfirmForm>
  );
}

function Requested({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  return (
    <div className={styles["steps"]}>
      <OperationProgress operationId={operationId} />
      <p className="muted">
        Accepted means that the engine took the request. An incident is gone when the engine itself reports it, which
        you will see in the list. You may close this: it goes on.
      </p>
      <div className={styles["actions"]}>
        <AppLink href={`/operations/${encodeURIComponent(operationId)}`}>Show in the audit trail</AppLink>
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
      </div>
    </div>
  );
}
