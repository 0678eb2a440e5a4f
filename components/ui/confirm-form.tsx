"use client";

import { Button, Textarea } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import styles from "./confirm-form.module.css";

interface ConfirmFormProps {
  /** What will happen, to how many, with a sample. */
  children: ReactNode;
  /** The verb on the button: "Retry 12 incidents". */
  confirm: string;
  isBusy: boolean;
  isDestructive?: boolean;
  /** Whether it can be confirmed only with a reason. */
  needsReason?: boolean;
  /** Why it cannot be confirmed now; null when it can. */
  whyNot: string | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** The body of a dialog that asks once: effect and sample before, and a reason for the audit trail. */
export function ConfirmForm({ children, confirm, onConfirm, onClose, ...state }: ConfirmFormProps) {
  const { isBusy, isDestructive = false, needsReason = false } = state;
  const [reason, setReason] = useState("");
  const whyNot = state.whyNot ?? (needsReason && reason.trim() === "" ? "Say why: it needs a reason." : null);
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
      <p id={whyNotId} className="muted">
        {whyNot}
      </p>
      <div className={styles["actions"]}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          {...(isDestructive ? { color: "danger" } : {})}
          loading={isBusy}
          disabled={whyNot !== null}
          aria-describedby={whyNotId}
        >
          {confirm}
        </Button>
      </div>
    </form>
  );
}
