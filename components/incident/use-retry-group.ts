"use client";

import { useWhyNot } from "../shell/session";
import { useAllMatching } from "./use-all-matching";
import { useAskRetry } from "./use-ask-retry";

/** Freezes what is open of a group now, and asks whether to retry that. */
export function useRetryGroup(fingerprint: string) {
  const ask = useAskRetry();
  const freezing = useAllMatching({ fingerprint, state: "open", type: "engine" }, (ids) => ask([...ids]));
  return {
    whyNot: useWhyNot("operator"),
    isBusy: freezing.isPending,
    error: freezing.error,
    ask: () => freezing.mutate(),
  };
}

export type RetryGroup = ReturnType<typeof useRetryGroup>;
