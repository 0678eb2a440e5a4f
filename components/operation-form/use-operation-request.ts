"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { previewOperation, requestOperation } from "@/lib/client/mutations";
import type { AskedOperation, Parameters } from "./asked-operation";
import type { Execution } from "./execution";

export interface Confirmed {
  parameters: Parameters;
  execution: Execution;
  reason: string;
}

export function useOperationRequest({ action, ids, onRequested }: AskedOperation) {
  // Made when the dialog opens: a second press, or a repeat after a lost answer, is the same operation.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: ({ parameters, execution, reason }: Confirmed) =>
      requestOperation(
        { action, target: { ids: [...ids] }, parameters: { ...parameters }, execution, reason },
        idempotencyKey,
      ),
    onSuccess: () => onRequested?.(),
  });
}

export type OperationRequesting = ReturnType<typeof useOperationRequest>;

/** What would happen; null parameters: there is nothing to ask with yet. */
export function useOperationPreview({ action, ids }: AskedOperation, parameters: Parameters | null) {
  return useQuery({
    queryKey: ["operation", "preview", action, ids, parameters],
    queryFn: () => previewOperation({ action, target: { ids: [...ids] }, parameters: { ...parameters } }),
    enabled: parameters !== null,
    // What would happen depends little on what is typed: it does not flicker with each letter.
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}
