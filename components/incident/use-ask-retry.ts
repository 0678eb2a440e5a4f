"use client";

import { useCallback } from "react";
import { useAskOperation } from "../operation-form/operation-provider";
import { plural } from "../ui/format-number";

type AskRetry = (ids: readonly string[], onRequested?: () => void) => void;

/** Opens the dialog that asks for new retries for incidents. */
export function useAskRetry(): AskRetry {
  const ask = useAskOperation();
  return useCallback<AskRetry>(
    (ids, onRequested) =>
      ask({
        action: "retry-incident",
        ids,
        title: ids.length > 1 ? `Retry ${plural(ids.length, "incident")}` : "Retry the incident",
        verb: "Retry",
        noun: "incident",
        onRequested,
      }),
    [ask],
  );
}
