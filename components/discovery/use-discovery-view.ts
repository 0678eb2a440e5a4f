"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { CASE_STATES } from "../case-list/use-case-filters";
import { present } from "../ui/present";

const PARSERS = {
  /** Percent. */
  noise: parseAsInteger.withDefault(20),
  from: parseAsString,
  to: parseAsString,
  state: parseAsStringLiteral(CASE_STATES),
  element: parseAsString,
};

/** What a model is discovered from, and how much of it is taken for noise; all of it in the URL. */
export function useDiscoveryView() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "push" });
  const { from, to, state } = values;
  return {
    values,
    setValues,
    noise: Math.min(100, Math.max(0, values.noise)) / 100,
    filter: present({ from, to, state }),
    active: Object.keys(present({ state, time: from ?? to })).length,
    clear: () => void setValues({ from: null, to: null, state: null }),
  };
}

export type DiscoveryView = ReturnType<typeof useDiscoveryView>;
