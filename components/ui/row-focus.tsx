"use client";

import { createContext, useContext } from "react";

/** Whether the surrounding table row has the focus; null outside tables. Keeps a thousand links out of the tab order. */
const RowFocus = createContext<boolean | null>(null);

export const RowFocusProvider = RowFocus.Provider;

export function useRowTabIndex(): number | undefined {
  return useContext(RowFocus) === false ? -1 : undefined;
}
