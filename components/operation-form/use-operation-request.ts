"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { previewOperation, requestOperation } from "@/lib/client/mutations";
import type { AskedOperation, Parameters } from "./asked-operation";
import type { Execution } from "./execution";

export interface Confirmed {
  parameters: Parameters;
  execution: Execution;
  reason: string;
  /** How many were shown. */
  expected: number;
}

type Selected = Pick<AskedOperation, "ids" | "filter">;

const targetOf = ({ ids, filter }: Selected) => (filter === undefined ? { ids: [...ids] } : { filter });

export function useOperationRequest({ action, onRequested, ...selected }: AskedOperation) {
  const target = targetOf(selected);
  const queries = useQueryClient();
  // Made when the dialog opens: a second press, or a repeat after a lost answer, is the same operation.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: ({ parameters, execution, reason, expected }: Confirmed) =>
      requestOperation(
        {
          action,
          target,
          parameters: { ...parameters },
          execution,
          reason,
          ...(selected.filter === undefined ? {} : { expected }),
        },
        idempotencyKey,
      ),
    // More or fewer may match by now: what would happen is asked again.
    onError: () => queries.invalidateQueries({ queryKey: ["operation", "preview"] }),
    onSuccess: () => onRequested?.(),
  });
}

export type OperationRequesting = ReturnType<typeof useOperationRequest>;

/** What would happen; null parameters: there is nothing to ask with yet. */
export function useOperationPreview({ action, ...selected }: AskedOperation, parameters: Parameters | null) {
  const target = targetOf(selected);
  return useQuery({
    queryKey: ["operation", "preview", action, target, parameters],
    queryFn: () =>
      previewOperation({
        action,
        target,
        parameters: { ...parameters },
      }),
    enabled: parameters !== null,
    // What would happen depends little on what is typed: it does not flicker with each letter.
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}
