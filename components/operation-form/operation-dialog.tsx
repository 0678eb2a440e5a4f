"use client";

import { Button, Modal } from "@mantine/core";
import { OperationProgress } from "../operation/operation-progress";
import { AppLink } from "../ui/navigation";
import type { AskedOperation } from "./asked-operation";
import { OperationForm } from "./operation-form";
import styles from "./operation-form.module.css";
import { useOperationRequest } from "./use-operation-request";

interface OperationDialogProps {
  /** Null while the dialog is closed. */
  asked: AskedOperation | null;
  onClose: () => void;
}

/** One frame for every action: what will happen to how many, a reason, then progress and the result of each. */
export function OperationDialog({ asked, onClose }: OperationDialogProps) {
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={asked?.title}
      size={asked?.isWide === true ? "min(1280px, 96vw)" : "xl"}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {asked === null ? null : <OperationSteps asked={asked} onClose={onClose} />}
    </Modal>
  );
}

function OperationSteps({ asked, onClose }: { asked: AskedOperation; onClose: () => void }) {
  const request = useOperationRequest(asked);
  if (request.data === undefined) return <OperationForm asked={asked} request={request} onClose={onClose} />;
  return (
    <div className={styles["steps"]}>
      <OperationProgress operationId={request.data.id} />
      <p className="muted">
        Accepted means that the engine took the request. The page changes when the engine itself reports what became of
        it. You may close this: it goes on.
      </p>
      <div className={styles["actions"]}>
        <AppLink href={`/operations/${encodeURIComponent(request.data.id)}`}>Show in the audit trail</AppLink>
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
      </div>
    </div>
  );
}
