"use client";

import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { OperationPreview } from "@/lib/api/contract/operations";
import { previewOperation, requestOperation } from "@/lib/client/mutations";
import { OperationProgress } from "../operation/operation-progress";
import { Loaded } from "../shell/loaded";
import { QueryProblem } from "../shell/query-problem";
import { ConfirmForm } from "../ui/confirm-form";
import { plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import styles from "./dead-letter.module.css";
import { RecordPreview } from "./record-preview";

interface RecordOperationProps {
  action: "replay-record" | "publish-record";
  ids: readonly string[];
  parameters: Readonly<Record<string, unknown>>;
  /** What of the parameters decides what would happen; asked again only when that changes. */
  previewed: Readonly<Record<string, unknown>>;
  /** Why what was entered will not do; null when it will. */
  whyNot: string | null;
  verb: string;
  /** What can be entered before. */
  children?: ReactNode;
  onClose: () => void;
  onRequested?: (() => void) | undefined;
}

/** Above this one types the number, for a slip must not become a flood. */
const TYPED_ABOVE = 25;

/** What is entered, what would happen, a reason; then progress and the result of each. */
export function RecordOperation(props: RecordOperationProps) {
  const { action, ids, parameters, previewed, verb, onClose, onRequested } = props;
  // Made when the dialog opens: a second press, or a repeat after a lost answer, is the same operation.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState("");
  const preview = useQuery({
    queryKey: ["operation", "preview", action, ids, previewed],
    queryFn: () => previewOperation({ action, target: { ids: [...ids] }, parameters: { ...previewed } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const request = useMutation({
    mutationFn: (reason: string) =>
      requestOperation({ action, target: { ids: [...ids] }, parameters: { ...parameters }, reason }, idempotencyKey),
    onSuccess: () => onRequested?.(),
  });
  if (request.data !== undefined) return <Requested operationId={request.data.id} onClose={onClose} />;
  const possible = possibleOf(preview.data);
  const isLarge = possible > TYPED_ABOVE;
  return (
    <ConfirmForm
      confirm={`${verb} ${plural(possible, "record")}`}
      isBusy={request.isPending}
      whyNot={props.whyNot ?? whyNotNow(preview.data, possible) ?? (isLarge ? whyNotTyped(typed, possible) : null)}
      onConfirm={(reason) => request.mutate(reason)}
      onClose={onClose}
    >
      {props.children}
      <Loaded query={preview} what="What would happen" rows={4}>
        {(data) => <RecordPreview preview={data} />}
      </Loaded>
      {isLarge ? (
        <TextInput
          label={`Type ${possible} to confirm`}
          value={typed}
          inputMode="numeric"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      {request.error === null ? null : <QueryProblem error={request.error} what="The request" />}
    </ConfirmForm>
  );
}

function possibleOf(preview: OperationPreview | undefined): number {
  return Math.max((preview?.matched ?? 0) - (preview?.impossible.length ?? 0), 0);
}

function whyNotNow(preview: OperationPreview | undefined, possible: number): string | null {
  if (preview === undefined) return "What would happen is being asked.";
  return possible > 0 ? null : "None of these can be written: the reasons stand above.";
}

function whyNotTyped(typed: string, possible: number): string | null {
  return typed.trim() === String(possible) ? null : `Type ${possible} to confirm so many.`;
}

function Requested({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  return (
    <div className={styles["steps"]}>
      <OperationProgress operationId={operationId} />
      <p className="muted">
        Succeeded means that the record lies in its topic: it was read back. What its consumers make of it is seen in
        the case. You may close this: it goes on.
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
