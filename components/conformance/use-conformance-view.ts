"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { CASE_STATES } from "../case-list/use-case-filters";
import { present } from "../ui/present";

const PARSERS = {
  /** Absent for the newest. */
  version: parseAsInteger,
  from: parseAsString,
  to: parseAsString,
  state: parseAsStringLiteral(CASE_STATES),
  /** What of the answer is looked at: an element of the diagram, a deviation, a variant. */
  element: parseAsString,
  deviation: parseAsString,
  variant: parseAsString,
};

/** What is compared, and what of it is looked at; all of it in the URL. */
export function useConformanceView() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "push" });
  const { version, from, to, state } = values;
  return {
    values,
    setValues,
    filter: present({ version, from, to, state }),
    active: Object.keys(present({ version, state, time: from ?? to })).length,
    clear: () => void setValues({ version: null, from: null, to: null, state: null }),
  };
}

export type ConformanceView = ReturnType<typeof useConformanceView>;
