"use client";

import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { RetryDialog } from "./retry-dialog";

interface Asked {
  ids: readonly string[];
  onRequested: (() => void) | undefined;
}

type AskRetry = (ids: readonly string[], onRequested?: () => void) => void;

const RetryContext = createContext<AskRetry>(() => undefined);

/** The dialog lives above all lists: the row that it was opened from goes when its incident does, the progress stays. */
export function RetryProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = useCallback<AskRetry>((ids, onRequested) => setAsked({ ids, onRequested }), []);
  return (
    <RetryContext.Provider value={ask}>
      {children}
      <RetryDialog ids={asked?.ids ?? null} onClose={() => setAsked(null)} onRequested={() => asked?.onRequested?.()} />
    </RetryContext.Provider>
  );
}

export function useAskRetry(): AskRetry {
  return useContext(RetryContext);
}
