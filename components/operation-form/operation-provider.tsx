"use client";

import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import type { AskedOperation } from "./asked-operation";
import { OperationDialog } from "./operation-dialog";

type AskOperation = (asked: AskedOperation) => void;

const OperationContext = createContext<AskOperation>(() => undefined);

/** The dialog lives above all pages' parts: the row that it was opened from goes when it was mended, the progress stays. */
export function OperationProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<AskedOperation | null>(null);
  const close = useCallback(() => setAsked(null), []);
  return (
    <OperationContext.Provider value={setAsked}>
      {children}
      <OperationDialog asked={asked} onClose={close} />
    </OperationContext.Provider>
  );
}

export function useAskOperation(): AskOperation {
  return useContext(OperationContext);
}
