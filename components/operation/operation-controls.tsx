"use client";

import { Modal } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { controlOperation } from "@/lib/client/mutations";
import { operationQuery } from "@/lib/client/queries";
import { OPERATION_CONTROLS, type OperationControl, whyNoControl } from "@/lib/domain/operation-state";
import { useWhyNot } from "../shell/session";
import { showProblem } from "../shell/show-problem";
import { ActionButton } from "../ui/action-button";
import { ConfirmForm } from "../ui/confirm-form";
import { plural } from "../ui/format-number";
import type { Operation } from "./operation-state-badge";

const LOOKS = {
  continue: { word: "Continue with the rest", Icon: IconPlayerPlay, variant: "filled" },
  resume: { word: "Resume", Icon: IconPlayerPlay, variant: "filled" },
  pause: { word: "Pause", Icon: IconPlayerPause, variant: "default" },
  cancel: { word: "Cancel the rest", Icon: IconX, variant: "default" },
} as const;

/** What can be done with an operation that is not over: only what has a use in its state. */
export function OperationControls({ operation }: { operation: Operation }) {
  const whyNot = useWhyNot("operator");
  const [isCanceling, setCanceling] = useState(false);
  const control = useControl(operation.id);
  const press = (asked: OperationControl) =>
    asked === "cancel" ? setCanceling(true) : control.mutate({ action: asked, reason: "" });
  return (
    <>
      {OPERATION_CONTROLS.filter((one) => whyNoControl(one, operation.state) === null).map((one) => {
        const { word, Icon, variant } = LOOKS[one];
        return (
          <ActionButton
            key={one}
            variant={variant}
            whyNot={whyNot}
            loading={control.isPending}
            leftSection={<Icon size={14} aria-hidden />}
            onClick={() => press(one)}
          >
            {word}
          </ActionButton>
        );
      })}
      <Modal
        opened={isCanceling}
        onClose={() => setCanceling(false)}
        title="Cancel the rest of the operation"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <ConfirmForm
          confirm="Cancel the rest"
          isBusy={control.isPending}
          whyNot={null}
          onClose={() => setCanceling(false)}
          onConfirm={(reason) => control.mutate({ action: "cancel", reason }, { onSuccess: () => setCanceling(false) })}
        >
          <p>
            {plural(operation.waiting, "target")} will not be asked. What is being asked now still gets its answer, and
            what was done stays done.
          </p>
        </ConfirmForm>
      </Modal>
    </>
  );
}

function useControl(operationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: { action: OperationControl; reason: string }) => controlOperation(operationId, asked),
    onError: (error) => showProblem(error, "The operation goes on as it was"),
    onSettled: () => client.invalidateQueries({ queryKey: operationQuery(operationId).queryKey }),
  });
}
