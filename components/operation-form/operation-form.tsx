"use client";

import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { OperationPreview } from "@/lib/api/contract/operations";
import { Loaded } from "../shell/loaded";
import { QueryProblem } from "../shell/query-problem";
import { ConfirmForm } from "../ui/confirm-form";
import { plural } from "../ui/format-number";
import type { AskedOperation, Entered } from "./asked-operation";
import { AT_ONCE, readExecution } from "./execution";
import { ExecutionOptions } from "./execution-options";
import { Preview } from "./operation-preview";
import { type OperationRequesting, useOperationPreview } from "./use-operation-request";

interface OperationFormProps {
  asked: AskedOperation;
  request: OperationRequesting;
  onClose: () => void;
}

/** Above this one types the number, for a slip must not become a flood. */
const TYPED_ABOVE = 25;
/** So long after the last letter it is asked what would happen. */
const ASK_AFTER_MS = 300;
const NOTHING = {};

export function OperationForm({ asked, request, onClose }: OperationFormProps) {
  const [entered, setEntered] = useState<Entered>(() =>
    asked.fields === undefined ? { parameters: asked.parameters ?? NOTHING } : { whyNot: "Fill in the form." },
  );
  const [fields, setFields] = useState(AT_ONCE);
  const [typed, setTyped] = useState("");
  const parameters = "parameters" in entered ? entered.parameters : null;
  const [settled] = useDebouncedValue(parameters, ASK_AFTER_MS);
  const preview = useOperationPreview(asked, settled);
  const possible = possibleOf(preview.data);
  const execution = readExecution(fields, possible);
  const isLarge = possible > TYPED_ABOVE;
  const whyNot =
    whyNotEntered(entered) ??
    whyNotNow(preview.data, possible) ??
    ("whyNot" in execution ? execution.whyNot : null) ??
    (isLarge && typed.trim() !== String(possible) ? `Type ${possible} to confirm so many.` : null);
  return (
    <ConfirmForm
      confirm={`${asked.verb} ${plural(possible, asked.noun)}`}
      isBusy={request.isPending}
      isDestructive={asked.isDestructive ?? false}
      needsReason
      whyNot={whyNot}
      onConfirm={(reason) => {
        if (parameters !== null && !("whyNot" in execution)) {
          request.mutate({ parameters, execution, reason, expected: preview.data?.matched ?? 0 });
        }
      }}
      onClose={onClose}
    >
      {asked.fields?.(setEntered)}
      {settled === null && preview.data === undefined ? null : (
        <Loaded query={preview} what="What would happen" rows={4}>
          {(data) => <Preview preview={data} noun={asked.noun} />}
        </Loaded>
      )}
      {possible > 1 ? <ExecutionOptions fields={fields} onChange={setFields} /> : null}
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

function whyNotEntered(entered: Entered): string | null {
  return "whyNot" in entered ? entered.whyNot : null;
}

function whyNotNow(preview: OperationPreview | undefined, possible: number): string | null {
  if (preview === undefined) return "What would happen is being asked.";
  return possible > 0 ? null : "None of these can be done: the reasons stand above.";
}
