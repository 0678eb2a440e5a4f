"use client";

import { Button, Modal, Textarea } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import styles from "./confirm-dialog.module.css";

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  /** What will happen, to how many, with a sample. */
  children: ReactNode;
  /** The verb on the button: "Retry 12 incidents". */
  confirm: string;
  isBusy: boolean;
  /** Why it cannot be confirmed now; null when it can. */
  whyNot: string | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Asks once, with effect and sample before and a reason for the audit trail. Esc closes; the focus goes back by itself. */
export function ConfirmDialog({ opened, title, children, onClose, ...form }: ConfirmDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <ConfirmForm {...form} onClose={onClose}>
        {children}
      </ConfirmForm>
    </Modal>
  );
}

function ConfirmForm(props: Omit<ConfirmDialogProps, "opened" | "title">) {
  const { children, confirm, isBusy, whyNot, onConfirm, onClose } = props;
  const [reason, setReason] = useState("");
  const whyNotId = useId();
  return (
    <form
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (whyNot === null && !isBusy) onConfirm(reason);
      }}
    >
      {children}
      <Textarea
        label="Reason"
        description="Kept in the audit trail with your name."
        value={reason}
        maxLength={1000}
        autosize
        minRows={2}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {whyNot === null ? null : <p id={whyNotId}>{whyNot}</p>}
      <div className={styles["actions"]}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={isBusy} disabled={whyNot !== null} aria-describedby={whyNotId}>
          {confirm}
        </Button>
      </div>
    </form>
  );
}
